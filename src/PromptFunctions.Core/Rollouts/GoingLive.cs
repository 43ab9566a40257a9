using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The one way in which a version becomes the live one: whatever leads there, the same is written.</summary>
internal static class GoingLive
{
    /// <summary>The change by which a version takes the live one's place.</summary>
    /// <param name="head">The prompt as it is.</param>
    /// <param name="version">The version as it is.</param>
    /// <param name="route">The route with the version live.</param>
    /// <param name="deployment">The deployment that brings it.</param>
    /// <param name="step">Its step to production.</param>
    /// <param name="audit">What the audit says.</param>
    public static PromptChange Plan(PromptHead head, VersionRecord version, RouteRecord route, DeploymentRecord deployment, StatusChange step, AuditEntry audit)
    {
        var replaced = head.Route.Live?.Version;
        var prompt = head.Prompt.WithCount(version.Status, VersionStatus.Production);
        if (replaced is not null) prompt = prompt.WithCount(VersionStatus.Production, VersionStatus.Deprecated);
        var live = version.WithStatus(step);
        return new()
        {
            Prompt = prompt with { LiveHistory = live.StatusHistory, LiveDeployment = deployment.Id, Deployment = null },
            Route = route,
            Updated = [live],
            Retired = replaced is null ? null : new(replaced, StatusChange.Append(head.Prompt.LiveHistory,
                new(VersionStatus.Deprecated, step.At, step.By, $"replaced by {version.Version}"))),
            Deployment = deployment,
            Audit = audit,
        };
    }
}
