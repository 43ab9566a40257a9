using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

/// <summary>Deployments of 1.1.0 over 1.0.0 that tests start from.</summary>
internal static class Deployments
{
    public const string Id = "01ARYZ6S41TSV4RRFFQ69G5FAV";

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private static readonly string[] Usual = ["10 PT1H", "50 PT2H", "100"];

    public static Hold H(string text) => Hold.TryParse(text, out var hold) ? hold : throw new ArgumentException($"'{text}' is no hold.", nameof(text));

    /// <summary>Steps such as <c>10 PT1H</c>.</summary>
    public static IReadOnlyList<RolloutStep> Steps(params string[] steps) => [.. steps.Select(step => step.Split(' ')).Select(parts => new RolloutStep
    {
        Percentage = decimal.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
        Hold = parts.Length > 1 ? H(parts[1]) : null,
    })];

    /// <summary>A deployment whose gate of production is being checked.</summary>
    public static DeploymentRecord Pending(params string[] steps) => new()
    {
        Id = Id,
        Prompt = "p",
        Version = V("1.1.0"),
        Baseline = V("1.0.0"),
        Strategy = DeploymentStrategy.Custom,
        Status = DeploymentStatus.Pending,
        Stage = DeploymentStage.Testing,
        Steps = [.. Steps(steps.Length == 0 ? Usual : steps).Select(DeploymentStep.Of)],
        StartedAt = Noon,
        Events = [new(Noon, DeploymentEventKinds.Created, "", "ann")],
    };

    /// <summary>A deployment whose first step was applied at noon.</summary>
    public static DeploymentRecord Holding(params string[] steps)
    {
        var pending = Pending(steps);
        var (percentage, hold, _) = pending.Steps[0];
        return pending with
        {
            Status = DeploymentStatus.InProgress,
            Stage = DeploymentStage.Monitoring,
            Percentage = percentage,
            Steps = [pending.Steps[0] with { StartedAt = Noon }, .. pending.Steps.Skip(1)],
            HoldEndsAt = Noon + hold!.Duration,
        };
    }

    public static DeploymentRecord Paused(TimeSpan? left) => Holding() with { Status = DeploymentStatus.Paused, HoldEndsAt = null, HoldRemaining = left };

    public static DeploymentRecord In(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Pending => Pending(),
        DeploymentStatus.InProgress => Holding(),
        DeploymentStatus.Paused => Paused(TimeSpan.FromMinutes(20)),
        _ => Holding() with { Status = status, HoldEndsAt = null, EndedAt = Noon.AddMinutes(5) },
    };

    /// <summary>A guardrail with its last verdict; without one it was never looked at.</summary>
    public static GuardrailState Guard(GuardrailVerdict? last = null, GuardrailAction action = GuardrailAction.Rollback, bool required = false, string reason = "broken") =>
        new(new() { Metric = "error_rate", Max = 0.05, Action = action, Required = required }, MetricGoal.Minimize,
            Last: last is { } verdict ? new(verdict, 0.1, null, 100, Noon, reason) : null);

    public static MetricSummary Summary(double mean, long count = 1000, double std = 0) => new(count, mean, mean, mean, mean, std, mean, mean, mean, mean, Noon);

    /// <summary>The one problem that an action ends in.</summary>
    public static ProblemException Problem(Action action) => Assert.Throws<ProblemException>(action);
}
