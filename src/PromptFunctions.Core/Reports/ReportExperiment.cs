using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.Core.Reports;

/// <summary>An experiment in a report: what was compared, what was found, and how it came to be known.</summary>
public sealed record ReportExperiment
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public ExperimentStatus Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its time is up.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How differences are tested.</summary>
    public ExperimentMethod Method { get; init; }

    /// <summary>How probable it may be that a difference is found where none is, over all comparisons.</summary>
    public required double Alpha { get; init; }

    /// <summary>What decides it, as the prompt defined it when the experiment began.</summary>
    public required IReadOnlyList<SuccessMetric> SuccessMetrics { get; init; }

    /// <inheritdoc cref="ExperimentView.Arms"/>
    public required IReadOnlyList<ExperimentArmView> Arms { get; init; }

    /// <inheritdoc cref="ExperimentResults.SampleRatio"/>
    public required SampleRatio SampleRatio { get; init; }

    /// <inheritdoc cref="ExperimentResults.Comparisons"/>
    public required IReadOnlyList<ArmComparison> Comparisons { get; init; }

    /// <inheritdoc cref="ExperimentResults.Decision"/>
    public ExperimentDecision Decision { get; init; }

    /// <inheritdoc cref="ExperimentResults.Winner"/>
    public string? Winner { get; init; }

    /// <inheritdoc cref="ExperimentResults.Recommendation"/>
    public required string Recommendation { get; init; }

    /// <summary>How the differences looked over time, oldest first; the last look is that of the figures above.</summary>
    public required IReadOnlyList<ExperimentLook> Looks { get; init; }

    /// <summary>How many subjects have results.</summary>
    internal long Subjects => Arms.Sum(arm => arm.Subjects);

    /// <summary>An experiment with its figures, which are those of now where it has no final ones.</summary>
    public static ReportExperiment Of(ExperimentRecord experiment, ExperimentView view, DateTimeOffset now)
    {
        var last = ExperimentLook.Of(view.Results, experiment.EndedAt ?? now);
        return new()
        {
            Id = view.Id,
            Name = view.Name,
            Status = view.Status,
            StartedAt = view.StartedAt,
            EndsAt = view.EndsAt,
            EndedAt = view.EndedAt,
            Method = view.Method,
            Alpha = view.Alpha,
            SuccessMetrics = experiment.SuccessMetrics,
            Arms = view.Arms,
            SampleRatio = view.SampleRatio,
            Comparisons = view.Comparisons,
            Decision = view.Decision,
            Winner = view.Winner,
            Recommendation = view.Recommendation,
            // Quarantine may have taken subjects out again: what was seen with as many or more is no step towards these figures.
            Looks = last.Subjects == 0 ? [] : [.. experiment.Looks.Where(look => look.Subjects < last.Subjects), last],
        };
    }

    /// <summary>The decision as people write it.</summary>
    internal string DecisionInWords => WireName.Of(Decision).Replace('-', ' ');

    /// <summary>What the values of a success metric are.</summary>
    internal MetricKind KindOf(string metric) => SuccessMetrics.FirstOrDefault(success => success.Name == metric)?.Kind ?? MetricKind.Mean;

    /// <summary>The experiment beside a prompt's figures over time.</summary>
    /// <param name="shortest">What ended sooner is a mark on the time axis, not a span.</param>
    public ReportEvent ToEvent(TimeSpan shortest)
    {
        var versions = $"{string.Join(", ", Arms.Skip(1).Select(arm => arm.Version))} against {Arms[0].Version}";
        var found = EndedAt is null ? "" : Winner is null ? $", {DecisionInWords}" : $", {DecisionInWords}: {Winner}";
        return new(StartedAt, ReportEventKind.Experiment, Arms.Count == 2 ? Arms[1].Version : null, $"“{Name}”: {versions}, {WireName.Of(Status)}{found}", EndedAt - StartedAt > shortest ? EndedAt : null);
    }
}
