namespace PromptFunctions.Core.Rollouts;

/// <summary>A deployment's step as the API shows it.</summary>
/// <param name="Percentage">How much of the traffic gets the version, 0–100.</param>
/// <param name="Hold">How long; null for the last one.</param>
/// <param name="StartsAt">When it was applied, or will be if nothing comes between; null where a command or a guardrail decides, and where it never will be.</param>
/// <param name="StartedAt">When it was applied; null while it was not.</param>
public sealed record DeploymentStepView(decimal Percentage, Hold? Hold, DateTimeOffset? StartsAt, DateTimeOffset? StartedAt)
{
    /// <summary>A deployment's steps, with the times that those to come will start at.</summary>
    public static IReadOnlyList<DeploymentStepView> Of(DeploymentRecord deployment)
    {
        var isHeld = deployment.EvaluatedAt >= deployment.HoldEndsAt && deployment.Guardrails.Any(guardrail => guardrail.Blocks);
        var next = deployment.IsEnded || isHeld ? null : deployment.Status == DeploymentStatus.Pending ? deployment.StartedAt : deployment.HoldEndsAt;
        var views = new List<DeploymentStepView>(deployment.Steps.Count);
        for (var i = 0; i < deployment.Steps.Count; i++)
        {
            var (percentage, hold, startedAt) = deployment.Steps[i];
            if (i < deployment.NextStep)
            {
                views.Add(new(percentage, hold, startedAt, startedAt));
                continue;
            }
            views.Add(new(percentage, hold, next, null));
            next += hold?.Duration;
        }
        return views;
    }
}
