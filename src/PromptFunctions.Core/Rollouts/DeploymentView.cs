using PromptFunctions.Core.Json;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>A deployment as the API shows it.</summary>
public sealed class DeploymentView(DeploymentRecord deployment)
{
    /// <summary>Its id.</summary>
    public string Id { get; } = deployment.Id;

    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = deployment.Prompt;

    /// <summary>The version that is to go live.</summary>
    public VersionNumber Version { get; } = deployment.Version;

    /// <summary>What was live when it began; null where nothing was.</summary>
    public VersionNumber? Baseline { get; } = deployment.Baseline;

    /// <summary>How it is done.</summary>
    public DeploymentStrategy Strategy { get; } = deployment.Strategy;

    /// <summary>Where it stands.</summary>
    public DeploymentStatus Status { get; } = deployment.Status;

    /// <summary>What it is doing.</summary>
    public DeploymentStage Stage { get; } = deployment.Stage;

    /// <summary>How much of the traffic the version gets, 0–100.</summary>
    public decimal Percentage { get; } = deployment.Percentage;

    /// <summary>The step that holds, from 0.</summary>
    public int CurrentStep { get; } = deployment.CurrentStep;

    /// <summary>Its steps.</summary>
    public IReadOnlyList<DeploymentStepView> Steps { get; } = DeploymentStepView.Of(deployment);

    /// <summary>What it must not break.</summary>
    public IReadOnlyList<GuardrailView> Guardrails { get; } = [.. deployment.Guardrails.Select(state => new GuardrailView(state))];

    /// <summary>Whether it brought an earlier version back.</summary>
    public bool IsRollback { get; } = deployment.IsRollback;

    /// <summary>The deployment that it took back, if that is known.</summary>
    public string? RollbackOf { get; } = deployment.RollbackOf;

    /// <summary>What it is for.</summary>
    public string? Description { get; } = deployment.Description;

    /// <summary>Why it is where it is.</summary>
    public string? Reason { get; } = deployment.Reason;

    /// <summary>When it was created.</summary>
    public DateTimeOffset StartedAt { get; } = deployment.StartedAt;

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; } = deployment.EndedAt;

    /// <summary>What happened to it, oldest first.</summary>
    public IReadOnlyList<DeploymentEvent> Events { get; } = deployment.Events;

    /// <summary>The entity tag of a deployment.</summary>
    public static string TagOf(DeploymentRecord deployment) => EntityTag.Of(new DeploymentView(deployment));
}
