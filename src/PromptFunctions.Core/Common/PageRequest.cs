using System.Buffers.Text;
using System.Text;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Common;

/// <summary>Which page of a listing is asked for.</summary>
/// <param name="Limit">How many items at the most, 1–1000.</param>
/// <param name="After">The key of the last item of the page before; null for the first page.</param>
public sealed record PageRequest(int Limit = PageRequest.DefaultLimit, string? After = null)
{
    /// <summary>The limit where none is given.</summary>
    public const int DefaultLimit = 100;

    /// <summary>The highest limit.</summary>
    public const int MaximumLimit = 1000;

    /// <summary>How many items to read from storage at once: those of the page, and the one that tells whether there is a next.</summary>
    public int AtOnce => Math.Min(Limit + 1, MaximumLimit);

    /// <summary>Reads a continuation token of the listing of this kind; 400 where it is none.</summary>
    /// <param name="limit">How many items at the most.</param>
    /// <param name="token">The token, or null for the first page.</param>
    /// <param name="kind">The listing's kind: a token of another listing is refused.</param>
    public static PageRequest Parse(int limit, string? token, string kind)
    {
        if (token is null) return new(limit);
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var written))
        {
            var text = Encoding.UTF8.GetString(bytes.AsSpan(0, written));
            if (text.StartsWith(kind + "|", StringComparison.Ordinal)) return new(limit, text[(kind.Length + 1)..]);
        }
        throw ProblemException.Invalid("continuationToken", "is not a token of this listing.");
    }

    /// <summary>Checks that a token leads to a key of its listing; 400 where it does not.</summary>
    public PageRequest Require(Func<string, bool> isKey) =>
        After is null || isKey(After) ? this : throw ProblemException.Invalid("continuationToken", "is not a token of this listing.");

    /// <summary>The token of the page after the item with this key.</summary>
    public static string Token(string kind, string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{kind}|{key}"));

    /// <summary>Fills a page from items in order, reading one further to know whether there is a next page.</summary>
    public async Task<Page<TItem>> FillAsync<TSource, TItem>(
        IAsyncEnumerable<TSource> source, string kind, Func<TSource, string> key, Func<TSource, TItem> item, CancellationToken cancellationToken)
    {
        var items = new List<TItem>();
        string? last = null;
        await foreach (var element in source.WithCancellation(cancellationToken))
        {
            if (items.Count == Limit) return new(items, Token(kind, last!));
            items.Add(item(element));
            last = key(element);
        }
        return new(items, null);
    }
}
