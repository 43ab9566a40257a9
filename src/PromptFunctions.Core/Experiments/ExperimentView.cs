using System.Text.Json.Serialization;
using PromptFunctions.Core.Experiments.Analysis;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>An experiment as the API shows it: what it is, and what it found.</summary>
public sealed class ExperimentView(ExperimentRecord experiment, ExperimentResults results, long late, bool isComplete = true)
{
    /// <summary>Its id, which is also the salt of its buckets.</summary>
    public string Id { get; } = experiment.Id;

    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = experiment.Prompt;

    /// <summary>What people call it.</summary>
    public string Name { get; } = experiment.Name;

    /// <summary>Where it stands.</summary>
    public ExperimentStatus Status { get; } = experiment.Status;

    /// <summary>The control's version.</summary>
    public VersionNumber Control { get; } = experiment.Arms[0].Served.Version;

    /// <summary>The treatment's version; null where there are several.</summary>
    public VersionNumber? Treatment { get; } = experiment.Arms.Count == 2 ? experiment.Arms[1].Served.Version : null;

    /// <summary>The control's share of the subjects, between 0 and 1.</summary>
    public double TrafficSplit { get; } = experiment.Arms[0].Weight / experiment.Arms.Sum(arm => arm.Weight);

    /// <summary>How long it runs, in days.</summary>
    public double DurationDays { get; } = (experiment.Traffic.EndsAt - experiment.StartedAt).TotalDays;

    /// <summary>What decides it.</summary>
    public IReadOnlyList<string> SuccessMetrics { get; } = [.. experiment.SuccessMetrics.Select(metric => metric.Name)];

    /// <summary>How differences are tested.</summary>
    public ExperimentMethod Method { get; } = experiment.Method;

    /// <summary>How probable it may be that a difference is found where none is, over all comparisons.</summary>
    public double Alpha { get; } = experiment.Alpha;

    /// <summary>About which number of subjects the sequential method is most powerful.</summary>
    public double Tuning { get; } = experiment.Tuning;

    /// <summary>How many subjects each arm needs before there is a decision.</summary>
    public long MinSubjectsPerArm { get; } = experiment.MinSubjectsPerArm;

    /// <summary>Whether the winner goes live at the end.</summary>
    public bool AutoPromote { get; } = experiment.AutoPromote;

    /// <summary>How it does then.</summary>
    public DeploymentStrategy Promote { get; } = experiment.Promote;

    /// <summary>The function that maps subjects to buckets.</summary>
    public string Hash { get; } = experiment.Hash;

    /// <summary>Who began it.</summary>
    public string By { get; } = experiment.By;

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; } = experiment.StartedAt;

    /// <summary>When its time is up.</summary>
    public DateTimeOffset EndsAt { get; } = experiment.Traffic.EndsAt;

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; } = experiment.EndedAt;

    /// <summary>Why, if somebody said.</summary>
    public string? Reason { get; } = experiment.Reason;

    /// <summary>What came of promoting an arm; null where none was to be promoted, or none won.</summary>
    public ExperimentPromotion? Promotion { get; } = experiment.Promotion;

    /// <summary>Its arms, the control first, with what was recorded for each.</summary>
    public IReadOnlyList<ExperimentArmView> Arms { get; } = [.. experiment.Arms.Zip(results.Arms, (route, arm) => new ExperimentArmView(route, arm))];

    /// <inheritdoc cref="ExperimentResults.SampleRatio"/>
    public SampleRatio SampleRatio { get; } = results.SampleRatio;

    /// <inheritdoc cref="ExperimentResults.Comparisons"/>
    public IReadOnlyList<ArmComparison> Comparisons { get; } = results.Comparisons;

    /// <inheritdoc cref="ExperimentResults.Decision"/>
    public ExperimentDecision Decision { get; } = results.Decision;

    /// <inheritdoc cref="ExperimentResults.Winner"/>
    public string? Winner { get; } = results.Winner;

    /// <inheritdoc cref="ExperimentResults.Recommendation"/>
    public string Recommendation { get; } = results.Recommendation;

    /// <summary>How many observations came in the day after the end: they are kept with the versions' figures, and do not count here.</summary>
    public long LateObservations { get; } = late;

    /// <summary>Whether all that was recorded is counted in these figures. Where it is not, so much is waiting that counting takes longer than an answer may.</summary>
    public bool Complete { get; } = isComplete;

    /// <summary>All that it found.</summary>
    [JsonIgnore]
    public ExperimentResults Results { get; } = results;

    /// <summary>The experiment's entity tag.</summary>
    [JsonIgnore]
    public string Tag => EntityTag.Of(this);

    /// <summary>An experiment with its final figures, else with those of a tally.</summary>
    public static ExperimentView Of(ExperimentRecord experiment, ExperimentTally tally, bool isComplete) =>
        new(experiment, experiment.Results ?? ExperimentAnalysis.Evaluate(experiment, tally), experiment.LateIn(tally), isComplete);
}
