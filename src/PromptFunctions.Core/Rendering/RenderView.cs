using System.Text.Json.Serialization;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>What a request is to use now, with its variables filled in.</summary>
public sealed record RenderView
{
    /// <summary>Shows a selection with the text that it gave.</summary>
    public RenderView(Selection selection, RenderedPrompt rendered, IReadOnlyList<string> unknown, bool stale)
    {
        UnknownVariables = unknown;
        Prompt = selection.Route.Prompt;
        Version = selection.Version.Version;
        Format = rendered.Messages is null ? ContentFormat.Text : ContentFormat.Chat;
        Content = rendered.Text;
        Messages = rendered.Messages;
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

    /// <summary>The SHA-256 of the content before its variables were filled in.</summary>
    public string ContentHash { get; }

    /// <summary>Why this version.</summary>
    public ServingReason Reason { get; }

    /// <summary>What to hand back with metrics; null for live, label and pin.</summary>
    public string? Assignment { get; }

    /// <summary>The route's revision.</summary>
    public long Revision { get; }

    /// <summary>Whether storage could not be asked, so that this is the last known.</summary>
    public bool Stale { get; }

    /// <summary>Variables that were given and that the template does not use: they were ignored.</summary>
    public IReadOnlyList<string> UnknownVariables { get; }
}
