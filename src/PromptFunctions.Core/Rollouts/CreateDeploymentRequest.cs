using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The body that starts a deployment.</summary>
public sealed record CreateDeploymentRequest : IAuthored
{
    /// <summary>The version that is to go live.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>How.</summary>
    public DeploymentStrategy? Strategy { get; init; }

    /// <summary>The steps, with the custom strategy.</summary>
    public IReadOnlyList<RolloutStep>? Steps { get; init; }

    /// <summary>What it must not break.</summary>
    public IReadOnlyList<Guardrail>? Guardrails { get; init; }

    /// <summary>What it is for, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks all that can be told from the body alone, and gives the steps.</summary>
    public IReadOnlyList<RolloutStep> Validate()
    {
        var checks = new RequestChecks();
        RequestChecks.Text("description", Description);
        RequestChecks.Text("author", Author);
        checks.Require(Version is not null, "version", "is required.");
        checks.Require(Strategy is not null, "strategy", "is required.");
        if (Strategy == DeploymentStrategy.Custom)
        {
            checks.Require(Steps is not null, "steps", "are required with the strategy custom.");
            if (Steps is not null) RolloutSteps.Validate(checks, Steps);
        }
        else checks.Require(Steps is null || Strategy is null, "steps", "go with the strategy custom only.");
        Guardrail.Validate(checks, Guardrails ?? []);
        checks.ThrowIfAny();
        return Steps ?? RolloutSteps.Of(Strategy!.Value);
    }
}
