using System.Text.Json.Serialization;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Rendering;

/// <summary>What a request is to use now, with its variables filled in.</summary>
public sealed record RenderView : ResolveView
{
    /// <summary>Shows a selection with the text that it gave.</summary>
    public RenderView(Selection selection, RenderedPrompt rendered, IReadOnlyList<string> unknown, bool stale)
        : base(selection, rendered.Text, rendered.Messages, stale) => UnknownVariables = unknown;

    /// <summary>Variables that were given and that the template does not use: they were ignored.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> UnknownVariables { get; }
}
