using System.Diagnostics;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.Orchestrations;

/// <summary>What one turn of a rollout's orchestration is about. As JSON it begins as a <see cref="RolloutReference"/>, which starts the first one.</summary>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="Id">The deployment's id, which is also the orchestration's.</param>
public sealed record RolloutTurn(string Prompt, string Id)
{
    /// <summary>The W3C <c>traceparent</c> of the request that ended the wait before; null where its time had come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }

    /// <summary>The deployment.</summary>
    [JsonIgnore]
    public RolloutReference Rollout => new(Prompt, Id);

    /// <summary>
    /// Begins a span of what is done in this turn. The engine runs it in the trace of whoever started the rollout; what a later
    /// request brought about belongs to that request's trace, with a link to the engine's.
    /// </summary>
    public Activity? StartSpan()
    {
        ActivityLink[]? engine = Activity.Current is { } current ? [new(current.Context)] : null;
        var span = Cause is not null && ActivityContext.TryParse(Cause, null, isRemote: true, out var cause)
            ? PromptInstruments.Activities.StartActivity("advance rollout", ActivityKind.Internal, cause, links: engine)
            : PromptInstruments.Activities.StartActivity("advance rollout");
        return span?.SetTag(TelemetryTags.Prompt, Prompt);
    }
}
