using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

/// <summary>A prompt with a deployment, and what transitions make of it: a store without storage.</summary>
internal sealed record Scene(PromptHead Head, DeploymentRecord Deployment, VersionRecord Candidate)
{
    public DateTimeOffset Now { get; init; } = Noon;

    public PromptChange? Last { get; init; }

    public RouteRecord Route => Head.Route;

    public PromptRecord Prompt => Head.Prompt;

    /// <summary>1.0.0 is live, 0.9.0 was before, and 1.1.0 is what is deployed.</summary>
    public static Scene Before(DeploymentRecord deployment, VersionStatus candidate = VersionStatus.Testing)
    {
        var hasBaseline = deployment.Baseline is not null;
        IReadOnlyList<StatusChange> liveHistory = hasBaseline ? [new(VersionStatus.Testing, Noon, "ann", null), new(VersionStatus.Production, Noon, "ann", null)] : [];
        var counts = new Dictionary<VersionStatus, int> { [VersionStatus.Archived] = 1 };
        counts[candidate] = counts.GetValueOrDefault(candidate) + 1;
        if (hasBaseline) counts[VersionStatus.Production] = 1;
        var prompt = PromptService.New("p", "t", Noon) with { StatusCounts = counts, LiveHistory = liveHistory, LiveDeployment = hasBaseline ? "earlier" : null };
        var route = new RouteRecord { Prompt = "p", Revision = 7, Live = hasBaseline ? Served("1.0.0") : null, EarlierLive = hasBaseline ? [V("0.9.0")] : [] };
        var version = Version("1.1.0") with
        {
            Prompt = "p",
            Status = candidate,
            Served = candidate == VersionStatus.Deprecated,
            ContentHash = Served("1.1.0").ContentHash,
            StatusHistory = [new(candidate, Noon, "ann", null)],
        };
        return new(new(prompt, route), deployment, version);
    }

    /// <summary>The same once the deployment was created.</summary>
    public static Scene Created(DeploymentRecord deployment, VersionStatus candidate = VersionStatus.Testing) => Before(deployment with { Events = [] }, candidate).Do(transition => transition.Create());

    public static ServedVersion Served(string version) => new(V(version), PromptContent.OfText(version).Hash);

    public Scene At(TimeSpan time) => this with { Now = Now + time };

    /// <summary>What a transition would write.</summary>
    public PromptChange Plan(Func<RolloutTransition, PromptChange> transition, string by = "bob", string? reason = "because") =>
        transition(new(Head, Deployment, by, reason, Now));

    /// <summary>All is as the transition writes it.</summary>
    public Scene Do(Func<RolloutTransition, PromptChange> transition, string by = "bob", string? reason = "because")
    {
        var change = Plan(transition, by, reason);
        return this with
        {
            Head = new(change.Prompt, change.Route ?? Head.Route),
            Deployment = change.Deployment!,
            Candidate = change.Updated.SingleOrDefault(version => version.Version == Candidate.Version) ?? Candidate,
            Last = change,
        };
    }

    public Scene Step(string kind = DeploymentEventKinds.Step) => Do(transition => transition.Step(RolloutTransition.NeedsVersion(Deployment) ? Candidate : null, kind));

    public Scene Pause() => Do(transition => transition.Pause());

    public Scene Resume() => Do(transition => transition.Resume());

    public Scene Complete() => Do(transition => transition.Complete(Candidate));

    public Scene End(DeploymentStatus status) => Do(transition => transition.End(status));

    public int Count(VersionStatus status) => Prompt.StatusCounts.GetValueOrDefault(status);
}
