using System.Text.Json.Serialization;

namespace PromptFunctions.Models;

/// <summary>What the chat completions API answers, as far as it is of interest.</summary>
/// <param name="Choices">The answers; one is asked for.</param>
/// <param name="Usage">What it took.</param>
internal sealed record ChatCompletionResponse(
    [property: JsonPropertyName("choices")] IReadOnlyList<ChatCompletionResponse.Choice>? Choices,
    [property: JsonPropertyName("usage")] ChatCompletionResponse.TokenUsage? Usage)
{
    /// <summary>One answer.</summary>
    internal sealed record Choice([property: JsonPropertyName("message")] Answer? Message);

    /// <summary>What it says.</summary>
    internal sealed record Answer([property: JsonPropertyName("content")] string? Content);

    /// <summary>The tokens that it took.</summary>
    internal sealed record TokenUsage([property: JsonPropertyName("prompt_tokens")] long? PromptTokens, [property: JsonPropertyName("completion_tokens")] long? CompletionTokens);
}
