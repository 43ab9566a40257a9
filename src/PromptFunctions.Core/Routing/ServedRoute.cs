using System.Collections.Concurrent;

namespace PromptFunctions.Core.Routing;

/// <summary>A route in memory, with a selection for each way in which it can be asked for a version.</summary>
public sealed class ServedRoute(RouteRecord record)
{
    private readonly ConcurrentDictionary<ServedVersion, Selection> pins = new();
    private readonly Selection? candidate = record.Rollout is { } rollout ? Selection.Candidate(record, rollout) : null;
    private readonly Selection? baseline = record.Rollout is { } rollout ? Selection.Baseline(record, rollout) : null;
    private readonly Selection[] arms = record.Experiment is { } experiment ? [.. experiment.Arms.Select(arm => Selection.Arm(record, experiment, arm))] : [];

    // Made when they are first asked for.
    private readonly Lazy<PreparedAnswer> document = Prepare(record);
    private readonly Lazy<PreparedAnswer> documentAfter = Prepare(record with { Experiment = null });

    /// <summary>The route.</summary>
    public RouteRecord Record { get; } = record;

    /// <summary>The route as the API shows it; an experiment whose time is up is no longer part of it.</summary>
    public PreparedAnswer DocumentAt(TimeProvider clock) => (Record.Experiment is null || Record.Experiment.IsUnderWay(clock.GetUtcNow()) ? document : documentAfter).Value;

    /// <summary>The live version; null where nothing is.</summary>
    public Selection? Live { get; } = record.Live is null ? null : new(record, record.Live, ServingReason.Live);

    /// <summary>The labelled versions.</summary>
    public IReadOnlyDictionary<string, Selection> Labels { get; } =
        record.Labels.ToDictionary(label => label.Key, label => new Selection(record, label.Value, ServingReason.Label));

    /// <summary>
    /// What a subject gets that asks for no version: its arm of the active experiment, else its side of the running
    /// rollout, else the live version; null where nothing is live. The same subject gets the same from the same route;
    /// without one, each call draws anew.
    /// </summary>
    /// <param name="subject">Whom to choose for.</param>
    /// <param name="clock">Tells whether an experiment's time is up.</param>
    public Selection? Choose(string? subject, TimeProvider clock)
    {
        if (Record.Experiment is { } experiment && experiment.IsUnderWay(clock.GetUtcNow()) && experiment.ArmAt(Bucket.Of(experiment.Salt, subject)) is >= 0 and var arm) return arms[arm];
        if (Record.Rollout is { } rollout) return rollout.GivesCandidate(Bucket.Of(rollout.Salt, subject)) ? candidate : baseline;
        return Live;
    }

    /// <summary>A version asked for by its number.</summary>
    public Selection Pinned(ServedVersion version) => pins.GetOrAdd(version, pinned => new Selection(Record, pinned, ServingReason.Pinned));

    private static Lazy<PreparedAnswer> Prepare(RouteRecord record) => new(() => PreparedAnswer.Of(new RouteView(record)), LazyThreadSafetyMode.PublicationOnly);
}
