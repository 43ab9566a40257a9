using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>A version's content: a text, or chat messages. Immutable, and named by its hash.</summary>
public sealed class PromptContent
{
    private PromptContent(ContentFormat format, string? text, IReadOnlyList<ChatMessage>? messages, byte[] bytes)
    {
        (Format, Text, Messages, Bytes) = (format, text, messages, bytes);
        Hash = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
    }

    /// <summary>Text or chat.</summary>
    public ContentFormat Format { get; }

    /// <summary>The text; null for chat.</summary>
    public string? Text { get; }

    /// <summary>The messages; null for text.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; }

    /// <summary>What is stored and hashed: the text's UTF-8, or the messages' canonical JSON (RFC 8785).</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary><c>sha256:</c> and the hash of <see cref="Bytes"/> in lower-case hex.</summary>
    public string Hash { get; }

    /// <summary>The templates in it: the text, or each message's content.</summary>
    public IEnumerable<string> Templates => Text is not null ? [Text] : Messages!.Select(message => message.Content);

    /// <summary>Text content.</summary>
    public static PromptContent OfText(string text) => new(ContentFormat.Text, text, null, Encoding.UTF8.GetBytes(text));

    /// <summary>Chat content.</summary>
    public static PromptContent OfMessages(IReadOnlyList<ChatMessage> messages) =>
        new(ContentFormat.Chat, null, messages, Encoding.UTF8.GetBytes(Canonical(messages)));

    /// <summary>Content as it was stored.</summary>
    public static PromptContent OfBytes(ContentFormat format, ReadOnlySpan<byte> bytes) => format == ContentFormat.Text
        ? OfText(Encoding.UTF8.GetString(bytes))
        : OfMessages(JsonSerializer.Deserialize<ChatMessage[]>(bytes, CoreJson.Options)!);

    /// <summary>
    /// The content of a request: exactly one of the two, not empty (400), within <see cref="Limits.ContentBytes"/> (413).
    /// Null where neither is given and none is required.
    /// </summary>
    public static PromptContent? OfRequest(string? content, IReadOnlyList<ChatMessage>? messages, bool required, string path = "")
    {
        if (content is not null && messages is not null) throw ProblemException.Invalid(path, "takes content or messages, not both.");
        if (content is null && messages is null)
            return required ? throw ProblemException.Invalid(path + "content", "is required (messages, for chat).") : null;
        var checks = new RequestChecks();
        checks.Require(content is null or { Length: > 0 }, path + "content", "must not be empty.");
        checks.Require(messages is null or { Count: > 0 }, path + "messages", "must not be empty.");
        for (var i = 0; i < messages?.Count; i++)
            checks.Require(messages[i] is { Content.Length: > 0 }, $"{path}messages[{i}].content", "must not be empty.");
        checks.ThrowIfAny();
        var size = content is not null ? Encoding.UTF8.GetByteCount(content) : messages!.Sum(message => (long)Encoding.UTF8.GetByteCount(message.Content));
        if (size > Limits.ContentBytes) throw Limits.Exceeded(path + (content is not null ? "content" : "messages"), Limits.ContentBytes);
        return content is not null ? OfText(content) : OfMessages(messages!);
    }

    private static string Canonical(IReadOnlyList<ChatMessage> messages)
    {
        var json = new StringBuilder("[");
        foreach (var message in messages)
        {
            if (json.Length > 1) json.Append(',');
            json.Append("{\"content\":");
            CanonicalJson.AppendString(json, message.Content);
            json.Append(",\"role\":\"").Append(WireName.Of(message.Role)).Append("\"}");
        }
        return json.Append(']').ToString();
    }
}
