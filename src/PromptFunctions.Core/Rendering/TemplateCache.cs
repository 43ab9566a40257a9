using Microsoft.Extensions.Caching.Memory;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Compiled templates by their contents' hashes, and contents that include others, while there is room.</summary>
public sealed class TemplateCache : IDisposable
{
    // In characters of templates; compiled, each takes some ten times as much.
    private const long Room = 8 * 1024 * 1024;

    private const int Overhead = 2000;

    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(10);

    private readonly Lock[] stripes = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private readonly MemoryCache memory = new(new MemoryCacheOptions { SizeLimit = Room, CompactionPercentage = 0.2 });

    /// <summary>The template that was compiled from contents of the same key; false where there is none.</summary>
    public bool TryGet(string key, out PromptTemplate? template) => memory.TryGetValue(key, out template);

    /// <summary>The template of a content with all that it includes. Compiled once, also when many ask for it at once.</summary>
    /// <exception cref="Problems.ProblemException">422 <c>validation-failed</c>: it does not compile.</exception>
    public PromptTemplate Get(TemplateNode node)
    {
        if (TryGet(node.Key, out var known)) return known!;
        lock (StripeOf(node.Key))
        {
            if (TryGet(node.Key, out known)) return known!;
            var template = PromptTemplate.Compile(node);
            memory.Set(node.Key, template, new MemoryCacheEntryOptions { Size = template.Size + Overhead, SlidingExpiration = Unused });
            return template;
        }
    }

    /// <summary>A content that was read before; false where it was not.</summary>
    public bool TryGetContent(ContentFormat format, string hash, out ParsedContent? content) => memory.TryGetValue((format, hash), out content);

    /// <summary>Keeps a content.</summary>
    public ParsedContent Keep(ParsedContent content)
    {
        var size = content.Content.Bytes.Length + Overhead;
        return memory.Set((content.Content.Format, content.Content.Hash), content, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = Unused });
    }

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    private Lock StripeOf(string key) => stripes[(uint)string.GetHashCode(key, StringComparison.Ordinal) % (uint)stripes.Length];
}
