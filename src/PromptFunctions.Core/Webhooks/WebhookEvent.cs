using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Core.Webhooks;

/// <summary>An event as it is sent. It never has contents of prompts or variables.</summary>
/// <param name="Id">Its ULID: the same event sent twice has the same.</param>
/// <param name="Type">What it tells of.</param>
/// <param name="At">When that happened.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Sequence">Its place in the order of the prompt's events; it rises, with gaps.</param>
/// <param name="By">Who did it.</param>
/// <param name="Target">To what, as in the audit.</param>
/// <param name="Reason">Why, if anyone said.</param>
/// <param name="Data">What exactly, by type.</param>
internal sealed record WebhookEvent(string Id, string Type, DateTimeOffset At, string Prompt, long Sequence, string By, string Target, string? Reason, object Data)
{
    /// <summary>The type of the event that a ping sends.</summary>
    public const string Ping = "ping";

    // The audit has all of them; what waits for many receivers must stay small.
    private const int ReasonCharacters = 1_000;
    private const int ByCharacters = 256;

    /// <summary>What is sent.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(
        this with { By = DeploymentEvent.Cut(By, ByCharacters), Reason = Reason is null ? null : DeploymentEvent.Cut(Reason, ReasonCharacters) }, CoreJson.Options);
}
