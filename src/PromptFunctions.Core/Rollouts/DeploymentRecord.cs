using System.Text.Json.Serialization;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>A deployment as it is stored: how a version comes, or came, to be live. This row is the truth; the orchestration drives it.</summary>
public sealed record DeploymentRecord
{
    private const int ReasonCharacters = 4_000;

    /// <summary>Its ULID, which is also the salt of its buckets and the id of its orchestration.</summary>
    public required string Id { get; init; }

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>The candidate.</summary>
    public required VersionNumber Version { get; init; }

    /// <summary>What was live when it began; null where nothing was.</summary>
    public VersionNumber? Baseline { get; init; }

    /// <summary>How it is done.</summary>
    public required DeploymentStrategy Strategy { get; init; }

    /// <summary>Where it stands.</summary>
    public required DeploymentStatus Status { get; init; }

    /// <summary>What it is doing.</summary>
    public required DeploymentStage Stage { get; init; }

    /// <summary>How much of the traffic the candidate gets, 0–100; after the end, how much it got at last.</summary>
    public decimal Percentage { get; init; }

    /// <summary>The step that holds, from 0.</summary>
    public int CurrentStep { get; init; }

    /// <summary>Its steps; the last is 100 %.</summary>
    public required IReadOnlyList<DeploymentStep> Steps { get; init; }

    /// <summary>What it must not break, with what was found last.</summary>
    public IReadOnlyList<GuardrailState> Guardrails { get; init; } = [];

    /// <summary>Whether it brought an earlier version back.</summary>
    public bool IsRollback { get; init; }

    /// <summary>The deployment that it took back, if that is known.</summary>
    public string? RollbackOf { get; init; }

    /// <summary>Whether it went back, so that the baseline is no earlier version: to return to it is to go on.</summary>
    public bool WentBack { get; init; }

    /// <summary>What it is for, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Why it is where it is: the reason of its last transition, as far as it is <see cref="Kept"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When the hold ends; null while nothing holds, a hold is manual, or it is paused.</summary>
    public DateTimeOffset? HoldEndsAt { get; init; }

    /// <summary>How much of the hold is left while it is paused.</summary>
    public TimeSpan? HoldRemaining { get; init; }

    /// <summary>When the guardrails were last looked at.</summary>
    public DateTimeOffset? EvaluatedAt { get; init; }

    /// <summary>What happened to it, oldest first.</summary>
    public IReadOnlyList<DeploymentEvent> Events { get; init; } = [];

    /// <summary>The store's token of the state that was read; null for one that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>The guardrails that the look which is about to be written found broken, and the one before did not.</summary>
    [JsonIgnore]
    public IReadOnlyList<GuardrailState> Breaches { get; init; } = [];

    /// <summary>Whether it is over.</summary>
    [JsonIgnore]
    public bool IsEnded => Status is DeploymentStatus.Completed or DeploymentStatus.Aborted or DeploymentStatus.RolledBack or DeploymentStatus.Failed;

    /// <summary>The step that comes next.</summary>
    [JsonIgnore]
    public int NextStep => Status == DeploymentStatus.Pending ? 0 : CurrentStep + 1;

    /// <summary>What names it to the orchestration.</summary>
    [JsonIgnore]
    public RolloutReference Reference => new(Prompt, Id);

    /// <summary>Whether its step has held as long as it should.</summary>
    public bool HoldIsOver(DateTimeOffset now) => Status == DeploymentStatus.InProgress && HoldEndsAt <= now;

    /// <summary>The same deployment with what happened to it.</summary>
    public DeploymentRecord With(params ReadOnlySpan<DeploymentEvent> happened) => this with { Events = DeploymentEvent.Append(Events, happened) };

    /// <summary>The same deployment at its end.</summary>
    public DeploymentRecord Ended(DeploymentStatus status, DateTimeOffset now) => this with { Status = status, EndedAt = now, HoldEndsAt = null, HoldRemaining = null };

    /// <summary>A version going live at once.</summary>
    /// <param name="version">The version.</param>
    /// <param name="baseline">What was live.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reason">Why, if they said.</param>
    /// <param name="at">When.</param>
    public static DeploymentRecord Immediate(VersionRecord version, VersionNumber? baseline, string by, string? reason, DateTimeOffset at) => new()
    {
        Id = Ulid.New(at),
        Prompt = version.Prompt,
        Version = version.Version,
        Baseline = baseline,
        Strategy = DeploymentStrategy.Immediate,
        Status = DeploymentStatus.Completed,
        Stage = DeploymentStage.Completed,
        Percentage = 100,
        Steps = [new(100, null, at)],
        Reason = Kept(reason),
        StartedAt = at,
        EndedAt = at,
        Events = DeploymentEvent.Append([], new DeploymentEvent(at, DeploymentEventKinds.Completed, reason ?? $"{version.Version} went live at once.", by)),
    };

    /// <summary>What is kept of a reason here; the audit has all of it.</summary>
    public static string? Kept(string? reason) => reason is null ? null : DeploymentEvent.Cut(reason, ReasonCharacters);
}
