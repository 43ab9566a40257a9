using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Webhooks;

/// <summary>What a webhook can be told of.</summary>
public enum WebhookEventType
{
    /// <summary>A version was made: by a call, a merge or an import.</summary>
    [JsonStringEnumMemberName("version.created")]
    VersionCreated,

    /// <summary>A version came to another status, however it did.</summary>
    [JsonStringEnumMemberName("version.promoted")]
    VersionPromoted,

    /// <summary>A step of a rollout was applied, the last one included.</summary>
    [JsonStringEnumMemberName("rollout.step")]
    RolloutStep,

    /// <summary>A guardrail's verdict turned to a failure, whatever follows from it.</summary>
    [JsonStringEnumMemberName("guardrail.breached")]
    GuardrailBreached,

    /// <summary>A rollout, or what it had brought live, was taken back.</summary>
    [JsonStringEnumMemberName("rollout.rolledBack")]
    RolloutRolledBack,

    /// <summary>An experiment is over, and its figures are final.</summary>
    [JsonStringEnumMemberName("experiment.decided")]
    ExperimentDecided,
}
