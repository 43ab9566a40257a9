using PromptFunctions.Core.Versions;

namespace PromptFunctions.Models;

/// <summary>What the chat completions API is asked.</summary>
/// <param name="Model">The model.</param>
/// <param name="Messages">The conversation so far.</param>
internal sealed record ChatCompletionRequest(string Model, IReadOnlyList<ChatMessage> Messages);
