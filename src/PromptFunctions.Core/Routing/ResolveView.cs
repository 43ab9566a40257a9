using System.Text.Json.Serialization;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>What a request is to use now.</summary>
public record ResolveView
{
    /// <summary>Shows a selection with its content.</summary>
    public ResolveView(Selection selection, PromptContent content, bool stale) : this(selection, content.Text, content.Messages, stale)
    {
    }

    /// <summary>Shows a selection with the text or the messages that it gives.</summary>
    protected ResolveView(Selection selection, string? text, IReadOnlyList<ChatMessage>? messages, bool stale)
    {
        Prompt = selection.Route.Prompt;
        Version = selection.Version.Version;
        Format = messages is null ? ContentFormat.Text : ContentFormat.Chat;
        Content = text;
        Messages = messages;
        ContentHash = selection.Version.ContentHash;
        Reason = selection.Reason;
        Assignment = selection.Assignment;
        Revision = selection.Route.Revision;
        Stale = stale;
    }

    /// <summary>The prompt's name.</summary>
    public string Prompt { get; }

    /// <summary>The exact version.</summary>
    public VersionNumber Version { get; }

    /// <summary>Text or chat.</summary>
    public ContentFormat Format { get; }

    /// <summary>The text; left out for chat.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; }

    /// <summary>The messages; left out for text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ChatMessage>? Messages { get; }

    /// <summary>The SHA-256 of the version's content.</summary>
    public string ContentHash { get; }

    /// <summary>Why this version.</summary>
    public ServingReason Reason { get; }

    /// <summary>What to hand back with metrics; null for live, label and pin.</summary>
    public string? Assignment { get; }

    /// <summary>The route's revision.</summary>
    public long Revision { get; }

    /// <summary>Whether storage could not be asked, so that this is the last known.</summary>
    public bool Stale { get; }
}
