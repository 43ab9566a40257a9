using PromptFunctions.Core.Backups.Parts;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>Checks that what a backup says of a prompt fits together: a prompt that does not could not be changed any more.</summary>
internal static class RestoreChecks
{
    /// <summary>Checks a prompt and its route by themselves; 400 where they cannot be those of a prompt.</summary>
    public static void Head(PromptRecord prompt, RouteRecord route)
    {
        Names.RequireName("prompt.name", prompt.Name);
        var checks = new RequestChecks();
        checks.Require(Names.IsName(prompt.Type), "prompt.type", $"must be {Names.Form}.");
        checks.Require(prompt.Tags.All(tag => tag is not null), "prompt.tags", "must be texts.");
        checks.Require(prompt.Metrics.All(metric => MetricDefinition.IsName(metric.Key) && metric.Value is not null), "prompt.metrics", "must be definitions by name.");
        checks.Require(route.Prompt == prompt.Name, "route.prompt", "must be the prompt's name.");
        checks.Require(route.Format == prompt.Format, "route.format", "must be the prompt's.");
        checks.Require(prompt.Branches.ContainsKey(BranchRecord.Main) && prompt.Branches.Count <= Limits.Branches + 1 && prompt.Branches.Values.All(branch => branch is not null), "prompt.branches", "must have main.");
        checks.Require(route.Labels.Count <= Limits.Labels && route.Labels.Values.All(label => label is not null), "route.labels", $"must be at most {Limits.Labels}.");
        checks.Require(route.EarlierLive.All(version => version is not null), "route.earlierLive", "must name versions.");
        checks.Require(prompt.Webhooks.Count == 0, "prompt.webhooks", "are not part of a backup.");
        checks.Require(prompt.WebhookSequence is >= 0 and < 1L << 53, "prompt.webhookSequence", "must be a number of events.");
        checks.Require(prompt.LiveHistory.All(step => step?.By is not null), "prompt.liveHistory", "need a by each.");
        checks.Require(prompt.CreatedAt >= DateTimeOffset.UnixEpoch && prompt.UpdatedAt >= DateTimeOffset.UnixEpoch, "prompt.createdAt", "must not lie before 1970.");
        checks.ThrowIfAny();
        foreach (var branch in prompt.Branches.Keys) Names.RequireBranch("prompt.branches", branch);
        foreach (var label in route.Labels.Keys) Names.RequireLabel(label);
    }

    /// <summary>Checks a prompt with all that was restored of it; 400 where something is missing, or too much.</summary>
    public static void Whole(PromptRestore restored)
    {
        var (prompt, route, versions) = (restored.Prompt, restored.Route, restored.Versions);
        var checks = new RequestChecks();
        var counts = versions.Values.CountBy(version => version.Status).ToDictionary();
        checks.Require(counts.Count == prompt.StatusCounts.Count && counts.All(count => prompt.StatusCounts.GetValueOrDefault(count.Key) == count.Value), "prompt.statusCounts", "are not those of the versions.");
        checks.Require(versions.Values.All(version => prompt.Branches.ContainsKey(version.Branch)), "prompt.branches", "lack a version's branch.");
        checks.Require(prompt.Branches.Values.All(branch => Is(branch.Head) && Is(branch.Base)), "prompt.branches", "name a version that is not there.");
        checks.Require(restored.Bases.IsSupersetOf(BasePart.Hashes(prompt).Except(versions.Values.Select(version => version.ContentHash))), "prompt.branches", "began with a content that is not there.");
        checks.Require(counts.GetValueOrDefault(VersionStatus.Production) == (route.Live is null ? 0 : 1), "route.live", "must be the one version in production.");
        checks.Require(route.Live is null || (IsServed(route.Live) && versions[route.Live.Version].Status == VersionStatus.Production), "route.live", "is not a version in production with that content.");
        checks.Require(route.Labels.Values.All(IsServed), "route.labels", "name a version that is not there, or has other content.");
        checks.Require(route.EarlierLive.All(Is), "route.earlierLive", "name a version that is not there.");
        checks.Require(route.Rollout is not { } rollout || (IsServed(rollout.Candidate) && IsServed(rollout.Baseline) && rollout.Id == prompt.Deployment?.Id), "route.rollout", "is not the prompt's deployment of versions that are there.");
        checks.Require(route.Experiment is not { } experiment || experiment.Arms.All(arm => arm is not null && IsServed(arm.Served)), "route.experiment", "has an arm that is not there.");
        checks.Require(restored.Deployments.Where(deployment => !deployment.Value).Select(deployment => deployment.Key).SequenceEqual(prompt.Deployment is { } active ? [active.Id] : []), "prompt.deployment", "is not the one deployment under way.");
        checks.Require(restored.Experiments.Values.Where(one => !one.IsEnded).Select(one => one.Id).SequenceEqual(route.Experiment is { } under ? [under.Id] : []), "route.experiment", "is not the one active experiment.");
        checks.Require(restored.Tests == prompt.Tests, "prompt.tests", "are not there.");
        checks.ThrowIfAny();

        bool Is(VersionNumber? version) => version is null || versions.ContainsKey(version);

        bool IsServed(ServedVersion served) => versions.TryGetValue(served.Version, out var known) && known.ContentHash == served.ContentHash;
    }
}
