using System.Security.Cryptography;
using System.Text;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Templates;

/// <summary>A content, and what it includes.</summary>
public sealed class TemplateNode
{
    private readonly Lazy<IReadOnlyList<IReadOnlyList<TemplateTag>>> tags;

    /// <summary>Makes a node.</summary>
    /// <param name="id">What it is called in messages: <c>prompt@version</c>.</param>
    /// <param name="content">The content.</param>
    /// <param name="includes">What it includes, by prompt.</param>
    public TemplateNode(string id, PromptContent content, IReadOnlyDictionary<string, TemplateNode> includes)
    {
        (Id, Content, Includes) = (id, content, includes);
        tags = new(() => [.. content.Templates.Select(template => (IReadOnlyList<TemplateTag>)[.. TemplateScanner.Tags(template)])]);
        Key = KeyOf(KeyOf(content.Format, content.Hash), includes.Select(include => (include.Key, include.Value.Key)));
    }

    /// <summary>What it is called in messages: <c>prompt@version</c>.</summary>
    public string Id { get; }

    /// <summary>The content.</summary>
    public PromptContent Content { get; }

    /// <summary>What it includes, by prompt.</summary>
    public IReadOnlyDictionary<string, TemplateNode> Includes { get; }

    /// <summary>The same for all that compile to the same: the content's hash, and that of all it includes.</summary>
    public string Key { get; }

    /// <summary>The tags of each of the content's templates.</summary>
    public IReadOnlyList<IReadOnlyList<TemplateTag>> Tags => tags.Value;

    /// <summary>The key of a content that includes nothing. A text may read as a chat does, so its hash is not enough.</summary>
    public static string KeyOf(ContentFormat format, string hash) => format == ContentFormat.Chat ? $"chat:{hash}" : hash;

    /// <summary>The prompts that some templates include, in the order of first use.</summary>
    public static IReadOnlyList<string> Partials(IEnumerable<string> templates) =>
        [.. templates.SelectMany(TemplateScanner.Tags).Select(tag => tag.Partial?.Name).OfType<string>().Distinct()];

    private static string KeyOf(string hash, IEnumerable<(string Name, string Key)> includes)
    {
        var parts = includes.OrderBy(include => include.Name, StringComparer.Ordinal).Select(include => $"{include.Name}={include.Key}").ToList();
        return parts.Count == 0 ? hash : "set:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash}\n{string.Join('\n', parts)}")));
    }
}
