using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>The body that starts an experiment.</summary>
public sealed record CreateExperimentRequest : IAuthored
{
    /// <summary>What the control's arm is called where the request does not name the arms.</summary>
    public const string ControlName = "control";

    /// <summary>What the treatment's arm is called then.</summary>
    public const string TreatmentName = "treatment";

    private const int MostArms = 10;
    private const int MostMetrics = 10;
    private const int NameCharacters = 256;

    private static readonly string[] UsualMetrics = ["accuracy", "response_time"];

    /// <summary>What people call it, 1 to 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The version that is compared with.</summary>
    public VersionNumber? Control { get; init; }

    /// <summary>The version that is compared.</summary>
    public VersionNumber? Treatment { get; init; }

    /// <summary>The control's share of the subjects, between 0 and 1. Default 0.5.</summary>
    public double? TrafficSplit { get; init; }

    /// <summary>2 to 10 arms in place of control, treatment and split; the first is the control.</summary>
    public IReadOnlyList<ExperimentArmRequest>? Arms { get; init; }

    /// <summary>How long it runs, in days, above 0 and at most 365. Default 7.</summary>
    public double DurationDays { get; init; } = 7;

    /// <summary>What decides it, 1 to 10 metrics with a goal. Default: accuracy and response_time.</summary>
    public IReadOnlyList<string>? SuccessMetrics { get; init; }

    /// <summary>How probable it may be that a difference is found where none is, over all comparisons; 0.0001 to 0.5. Default 0.05.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>How many subjects each arm needs before there is a decision; 1 or more. Default 100.</summary>
    public long MinSubjectsPerArm { get; init; } = 100;

    /// <summary>How differences are tested.</summary>
    public ExperimentMethod Method { get; init; }

    /// <summary>About which number of subjects, of both arms together, the sequential method is most powerful; 10 to 1,000,000,000. Default 5000.</summary>
    public double Tuning { get; init; } = 5000;

    /// <summary>Whether the winner goes live at the end.</summary>
    public bool AutoPromote { get; init; }

    /// <summary>How it does then: immediate, gradual or canary. Default immediate.</summary>
    public DeploymentStrategy? Promote { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>What it is decided by.</summary>
    internal IReadOnlyList<string> Metrics => SuccessMetrics ?? UsualMetrics;

    /// <summary>Checks all that can be told from the body alone, and gives the arms.</summary>
    public IReadOnlyList<(string Name, VersionNumber Version, double Weight)> Validate()
    {
        var checks = new RequestChecks();
        RequestChecks.Text("author", Author);
        RequestChecks.Text("name", Name);
        checks.Require(Name is { Length: > 0 and <= NameCharacters } && !string.IsNullOrWhiteSpace(Name), "name", $"is required, with 1 to {NameCharacters} characters.");
        checks.Require(DurationDays is > 0 and <= 365, "durationDays", "must be above 0 and at most 365.");
        checks.Require(Alpha is >= 0.0001 and <= 0.5, "alpha", "must be 0.0001 to 0.5.");
        checks.Require(Tuning is >= 10 and <= 1e9, "tuning", "must be 10 to 1,000,000,000.");
        checks.Require(MinSubjectsPerArm >= 1, "minSubjectsPerArm", "must be 1 or more.");
        checks.Require(Promote != DeploymentStrategy.Custom, "promote", "must be immediate, gradual or canary.");
        ValidateMetrics(checks);
        var arms = Arms is null ? ValidatePair(checks) : ValidateArms(checks, Arms);
        checks.ThrowIfAny();
        return arms;
    }

    private void ValidateMetrics(RequestChecks checks)
    {
        checks.Require(Metrics.Count is > 0 and <= MostMetrics, "successMetrics", $"must be 1 to {MostMetrics} metrics.");
        for (var i = 0; i < Metrics.Count && i < MostMetrics; i++) checks.Require(MetricDefinition.IsName(Metrics[i]), $"successMetrics[{i}]", MetricDefinition.NameForm);
        checks.Require(Metrics.Distinct().Count() == Metrics.Count, "successMetrics", "names a metric more than once.");
    }

    private (string, VersionNumber, double)[] ValidatePair(RequestChecks checks)
    {
        var split = TrafficSplit ?? 0.5;
        checks.Require(Control is not null, "control", "is required, unless there are arms.");
        checks.Require(Treatment is not null, "treatment", "is required, unless there are arms.");
        checks.Require(Control is null || Control != Treatment, "treatment", "must be another version than control.");
        checks.Require(ExperimentSplit.IsPossible([split, 1 - split]), "trafficSplit", "must leave each arm 0.01 % of the subjects or more.");
        return [(ControlName, Control!, split), (TreatmentName, Treatment!, 1 - split)];
    }

    private (string, VersionNumber, double)[] ValidateArms(RequestChecks checks, IReadOnlyList<ExperimentArmRequest> arms)
    {
        foreach (var (member, given) in new[] { ("control", Control is not null), ("treatment", Treatment is not null), ("trafficSplit", TrafficSplit is not null) })
            checks.Require(!given, member, "does not go with arms.");
        checks.Require(arms.Count is >= 2 and <= MostArms, "arms", $"must be 2 to {MostArms} arms.");
        if (arms.Count > MostArms) return [];
        for (var i = 0; i < arms.Count; i++)
        {
            checks.Require(arms[i]?.Name is { } name && Names.IsName(name), $"arms[{i}].name", $"must be {Names.Form}.");
            checks.Require(arms[i]?.Name != StopExperimentRequest.Winner, $"arms[{i}].name", "is a word of its own: it means the arm that won.");
            checks.Require(arms[i]?.Version is not null, $"arms[{i}].version", "is required.");
            checks.Require(arms[i]?.Weight is > 0 and < 1e9, $"arms[{i}].weight", "is required, above 0 and below 1,000,000,000.");
        }
        if (arms.Any(arm => arm?.Name is null || arm.Version is null || arm.Weight is not (> 0 and < 1e9))) return [];
        checks.Require(arms.DistinctBy(arm => arm.Name).Count() == arms.Count, "arms", "must have different names.");
        checks.Require(arms.DistinctBy(arm => arm.Version).Count() == arms.Count, "arms", "must have different versions.");
        checks.Require(ExperimentSplit.IsPossible([.. arms.Select(arm => arm.Weight!.Value)]), "arms", "has an arm with less than 0.01 % of the subjects.");
        return [.. arms.Select(arm => (arm.Name!, arm.Version!, arm.Weight!.Value))];
    }
}
