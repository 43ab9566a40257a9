using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PromptFunctions.Core.Telemetry;

/// <summary>
/// All that the product measures of itself. The names are stable: alerts and dashboards ask for them
/// (<c>docs/observability.md</c>).
/// </summary>
public static class PromptInstruments
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "PromptFunctions";

    private static readonly Meter Meter = new(Name);

    // From memory an answer takes microseconds at most; from storage, up to the serving store's patience.
    private static readonly InstrumentAdvice<double> Serving = new()
    {
        HistogramBucketBoundaries =
        [
            0.000_001, 0.000_0025, 0.000_005, 0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5,
            0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
        ],
    };

    // A run a minute folds all that is there; an alert asks for minutes.
    private static readonly InstrumentAdvice<double> Lag = new() { HistogramBucketBoundaries = [1, 5, 15, 30, 60, 90, 120, 180, 300, 600, 1800, 3600, 21_600] };

    private static readonly InstrumentAdvice<double> Model = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 240] };

    /// <summary>The source of the product's own spans.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>How long <c>resolve</c> takes to find its answer, in seconds, HTTP not included. Tags: <see cref="TelemetryTags.Reason"/>, or <see cref="TelemetryTags.ErrorType"/>.</summary>
    public static Histogram<double> ResolveDuration { get; } = Meter.CreateHistogram("prompts.resolve.duration", "s", "How long resolve takes to find its answer.", advice: Serving);

    /// <summary>How often <c>resolve</c> was answered from memory, without waiting for storage.</summary>
    public static Counter<long> ResolveCacheHits { get; } = Meter.CreateCounter<long>("prompts.resolve.cache.hits", "{request}", "Answers of resolve from memory.");

    /// <summary>How often <c>resolve</c> had to wait for storage.</summary>
    public static Counter<long> ResolveCacheMisses { get; } = Meter.CreateCounter<long>("prompts.resolve.cache.misses", "{request}", "Answers of resolve that waited for storage.");

    /// <summary>How often <c>resolve</c> answered with the last known route because storage did not answer.</summary>
    public static Counter<long> ResolveStale { get; } = Meter.CreateCounter<long>("prompts.resolve.stale", "{request}", "Answers of resolve that were stale because storage did not answer.");

    /// <summary>
    /// What happened to rollouts, each once when it is written; a version that goes live at once is one that is completed.
    /// Tags: <see cref="TelemetryTags.Transition"/>, <see cref="TelemetryTags.Strategy"/>, <see cref="TelemetryTags.By"/>.
    /// </summary>
    public static Counter<long> RolloutTransitions { get; } = Meter.CreateCounter<long>("prompts.rollout.transitions", "{transition}", "Transitions of rollouts.");

    /// <summary>Evaluations of guardrails. Tag: <see cref="TelemetryTags.Verdict"/>.</summary>
    public static Counter<long> GuardrailEvaluations { get; } = Meter.CreateCounter<long>("prompts.guardrail.evaluations", "{evaluation}", "Evaluations of guardrails.");

    /// <summary>
    /// Guardrails that were found broken and were not before; an evaluation that is repeated may count again. Tag:
    /// <see cref="TelemetryTags.Action"/>.
    /// </summary>
    public static Counter<long> GuardrailBreaches { get; } = Meter.CreateCounter<long>("prompts.guardrail.breaches", "{breach}", "Guardrails that broke.");

    /// <summary>
    /// Points that were sent and answered. Tag: <see cref="TelemetryTags.Outcome"/>, <c>accepted</c>, <c>repeated</c> for those
    /// of a batch that was known, or one of <see cref="Metrics.Recording.RejectionCodes"/>.
    /// </summary>
    public static Counter<long> MetricPoints { get; } = Meter.CreateCounter<long>("prompts.metrics.points", "{point}", "Points that were sent.");

    /// <summary>
    /// How old the oldest points were that a run of the fold found waiting, in seconds; 0 where none were. One value a run, wherever
    /// it runs: the largest of a time is how far the fold is behind, and no value at all says that it does not run.
    /// </summary>
    public static Histogram<double> FoldLag { get; } = Meter.CreateHistogram("prompts.metrics.fold.lag", "s", "Age of the oldest points that a fold found waiting.", advice: Lag);

    /// <summary>Rows of points that were folded.</summary>
    public static Counter<long> FoldedRows { get; } = Meter.CreateCounter<long>("prompts.metrics.fold.rows", "{row}", "Rows of points that were folded.");

    /// <summary>Experiments whose final figures were written. Tag: <see cref="TelemetryTags.Decision"/>.</summary>
    public static Counter<long> ExperimentDecisions { get; } = Meter.CreateCounter<long>("prompts.experiment.decisions", "{experiment}", "Experiments that were decided.");

    /// <summary>How long a model took to answer, in seconds, its turn and repeated attempts included. Tag: <see cref="TelemetryTags.ErrorType"/> where it did not.</summary>
    public static Histogram<double> ModelDuration { get; } = Meter.CreateHistogram("prompts.model.duration", "s", "How long a model took to answer.", advice: Model);

    /// <summary>Tokens that models counted. Tag: <see cref="TelemetryTags.Direction"/>.</summary>
    public static Counter<long> ModelTokens { get; } = Meter.CreateCounter<long>("prompts.model.tokens", "{token}", "Tokens that models counted.");

    /// <summary>Requests that were answered with a problem. Tags: <see cref="TelemetryTags.Code"/>, <see cref="TelemetryTags.Status"/>.</summary>
    public static Counter<long> Problems { get; } = Meter.CreateCounter<long>("prompts.problems", "{request}", "Requests that were answered with a problem.");
}
