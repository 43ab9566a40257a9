using System.Text.Json.Serialization;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Experiments;

/// <summary>An experiment as it is stored. What it tests, and how, never changes once it has begun.</summary>
public sealed record ExperimentRecord
{
    /// <summary>For how long results are accepted after the end; they are kept and marked late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(24);

    /// <summary>Its ULID, which is also the salt of its buckets.</summary>
    public required string Id { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Who began it.</summary>
    public required string By { get; init; }

    /// <summary>Its arms, the control first, and until when they share the traffic.</summary>
    public required RouteExperiment Traffic { get; init; }

    /// <summary>What it is decided by.</summary>
    public required IReadOnlyList<SuccessMetric> SuccessMetrics { get; init; }

    /// <summary>How differences are tested.</summary>
    public ExperimentMethod Method { get; init; }

    /// <summary>How probable it may be that a difference is found where none is, over all comparisons; between 0 and 1.</summary>
    public required double Alpha { get; init; }

    /// <summary>About which number of subjects the sequential method is most powerful.</summary>
    public required double Tuning { get; init; }

    /// <summary>How many subjects each arm needs before there is a decision.</summary>
    public required long MinSubjectsPerArm { get; init; }

    /// <summary>Whether the winner goes live at the end.</summary>
    public bool AutoPromote { get; init; }

    /// <summary>How it does.</summary>
    public DeploymentStrategy Promote { get; init; }

    /// <summary>Where it stands.</summary>
    public ExperimentStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended, if somebody said.</summary>
    public string? Reason { get; init; }

    /// <summary>What came of promoting an arm; null where that was not asked for.</summary>
    public ExperimentPromotion? Promotion { get; init; }

    /// <summary>The final figures; null until they are frozen.</summary>
    public ExperimentResults? Results { get; init; }

    /// <summary>How many observations came after the end.</summary>
    public long LateObservations { get; init; }

    /// <summary>How the differences looked over time, oldest first.</summary>
    public IReadOnlyList<ExperimentLook> Looks { get; init; } = [];

    /// <summary>The function that maps subjects to buckets.</summary>
    public string Hash { get; init; } = Bucket.Hash;

    /// <summary>The store's token of the state that was read; null for one that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Its arms, the control first.</summary>
    [JsonIgnore]
    public IReadOnlyList<RouteArm> Arms => Traffic.Arms;

    /// <summary>Whether it is over.</summary>
    [JsonIgnore]
    public bool IsEnded => Status != ExperimentStatus.Active;

    /// <summary>Until when results count.</summary>
    [JsonIgnore]
    public DateTimeOffset CountsUntil => EndedAt ?? Traffic.EndsAt;

    /// <summary>Whether a metric is one that it is decided by.</summary>
    public bool IsSuccessMetric(string metric) => SuccessMetrics.Any(success => success.Name == metric);

    /// <summary>Whether results are accepted, if only as late ones: for a day after the end, and not once it was stopped.</summary>
    public bool AcceptsResults(DateTimeOffset now) => Status != ExperimentStatus.Stopped && now < Traffic.EndsAt + Late;

    /// <summary>The same experiment with its final figures, which are also what it looked like at last.</summary>
    public ExperimentRecord Frozen(ExperimentTally tally)
    {
        var results = ExperimentAnalysis.Evaluate(this, tally);
        return this with { Results = results, LateObservations = tally.Late, Looks = ExperimentLook.Append(Looks, ExperimentLook.Of(results, CountsUntil), isFinal: true) };
    }

    /// <summary>How many values of a tally came too late: after the end, or so little before it that the figures were frozen without them.</summary>
    public long LateIn(ExperimentTally tally) => tally.Late + (Results is null ? 0 : Math.Max(0, tally.Observations - Results.Observations));

    /// <summary>The same experiment once its time was up.</summary>
    public ExperimentRecord Completed() => this with { Status = ExperimentStatus.Completed, EndedAt = Traffic.EndsAt };

    /// <summary>The same experiment stopped by somebody; what came after its time never counts.</summary>
    public ExperimentRecord Stopped(DateTimeOffset now, string? reason) => this with
    {
        Status = ExperimentStatus.Stopped,
        EndedAt = now < Traffic.EndsAt ? now : Traffic.EndsAt,
        Reason = DeploymentRecord.Kept(reason),
    };
}
