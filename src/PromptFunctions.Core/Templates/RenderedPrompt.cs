using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Templates;

/// <summary>A content with its variables filled in.</summary>
/// <param name="Text">The text; null for chat.</param>
/// <param name="Messages">The messages; null for text.</param>
public sealed record RenderedPrompt(string? Text, IReadOnlyList<ChatMessage>? Messages)
{
    /// <summary>All of it as one text: a chat's messages follow each other after an empty line.</summary>
    public string AsText => Text ?? string.Join("\n\n", Messages!.Select(message => message.Content));
}
