using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

/// <summary>Whatever happens to a deployment in whatever order, what must always hold does.</summary>
public sealed class RolloutSequenceTests
{
    private static readonly string[] Happenings =
        ["look", "look", "look", "wait", "wait", "wait long", "pause", "resume", "resume", "advance", "advance", "complete", "abort", "rollback", "refuse", "breach", "breach to pause"];

    private static readonly string[][] Plans =
    [
        ["100"], ["10 PT1H", "50 PT2H", "100"], ["0 PT0S", "0.01 manual", "100"], ["1 manual", "2 manual", "3 PT30S", "4 PT0S", "100"],
    ];

    [Fact]
    public void No_sequence_of_moves_and_commands_breaks_what_must_hold() => Sampled.Each(
        from plan in Gen.Elements(Plans)
        from candidate in Gen.Elements(VersionStatus.Draft, VersionStatus.Testing, VersionStatus.Deprecated)
        from hasBaseline in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        from happenings in Gen.Choose(1, 25).SelectMany(count => Gen.Elements(Happenings).ArrayOf(count))
        select (plan, candidate, hasBaseline, happenings),
        input => Run(input.plan, input.candidate, input.hasBaseline, input.happenings), times: 3000);

    private static void Run(string[] plan, VersionStatus candidate, bool hasBaseline, string[] happenings)
    {
        var pending = hasBaseline ? Pending(plan) : Pending("100") with { Baseline = null };
        if (candidate == VersionStatus.Draft) pending = pending with { Stage = DeploymentStage.Validating };
        var scene = Scene.Created(pending, candidate);
        Require(scene, scene);
        foreach (var happening in happenings)
        {
            var next = Happen(scene, happening);
            Require(scene, next);
            scene = next;
        }
    }

    private static Scene Happen(Scene scene, string happening)
    {
        bool May(DeploymentCommand command) => DeploymentCommands.Allows(scene.Deployment.Status, command, isLive: false);
        var isPending = scene.Deployment.Status == DeploymentStatus.Pending;
        return happening switch
        {
            "wait" => scene.At(TimeSpan.FromMinutes(13)),
            "wait long" => scene.At(TimeSpan.FromHours(3)),
            "look" => Look(scene, evaluated: false),
            "pause" when May(DeploymentCommand.Pause) => scene.Pause(),
            "resume" when May(DeploymentCommand.Resume) => scene.Resume(),
            "advance" when May(DeploymentCommand.Advance) => scene.Step(DeploymentEventKinds.Advanced),
            "complete" when May(DeploymentCommand.Complete) => scene.Complete(),
            "abort" when May(DeploymentCommand.Abort) => scene.End(DeploymentStatus.Aborted),
            "rollback" when May(DeploymentCommand.Rollback) => scene.End(DeploymentStatus.RolledBack),
            "refuse" when isPending => scene.End(DeploymentStatus.Failed),
            "breach" => Look(With(scene, GuardrailAction.Rollback), evaluated: true),
            "breach to pause" => Look(With(scene, GuardrailAction.Pause), evaluated: true),
            _ => scene,
        };
    }

    private static Scene With(Scene scene, GuardrailAction action) =>
        scene.Deployment.IsEnded ? scene : scene with { Deployment = scene.Deployment with { Guardrails = [Guard(GuardrailVerdict.Fail, action)], EvaluatedAt = scene.Now } };

    private static Scene Look(Scene scene, bool evaluated) => RolloutRules.Next(scene.Deployment, evaluated, scene.Now, Deployments.Interval) switch
    {
        RolloutMove.Validate => scene.Do(transition => transition.EnterTesting()),
        RolloutMove.Test or RolloutMove.NextStep => scene.Step(),
        RolloutMove.Pause => scene.Pause(),
        RolloutMove.RollBack => scene.End(DeploymentStatus.RolledBack),
        _ => scene,
    };

    private static void Require(Scene before, Scene after)
    {
        var (deployment, route, prompt) = (after.Deployment, after.Route, after.Prompt);
        var isServed = deployment.Status is DeploymentStatus.InProgress or DeploymentStatus.Paused;
        var isLive = deployment.Status == DeploymentStatus.Completed;

        // One version is in production at most, and it is the live one.
        Assert.Equal(route.Live is null ? 0 : 1, after.Count(VersionStatus.Production));
        Assert.Equal(isLive ? V("1.1.0") : deployment.Baseline, route.Live?.Version);
        Assert.Equal(isLive, after.Candidate.Status == VersionStatus.Production);
        Assert.Equal(deployment.Baseline is null ? 2 : 3, prompt.StatusCounts.Values.Sum());
        Assert.All(prompt.StatusCounts.Values, count => Assert.True(count > 0));
        Assert.True(after.Count(after.Candidate.Status) > 0);

        // The route has a rollout exactly while there is one, and the prompt is held until it ends.
        Assert.Equal(isServed, route.Rollout is not null);
        Assert.Equal(isServed ? deployment.Percentage : null, route.Rollout?.Percentage);
        Assert.Equal(deployment.IsEnded, prompt.Deployment is null);
        Assert.Equal(deployment.IsEnded, deployment.EndedAt is not null);
        Assert.Equal(isLive ? Id : before.Prompt.LiveDeployment, prompt.LiveDeployment);

        // Nobody who got the candidate loses it before the end.
        Assert.True(deployment.Percentage >= before.Deployment.Percentage);
        Assert.True(deployment.CurrentStep >= before.Deployment.CurrentStep);
        Assert.True(before.Deployment.Status == DeploymentStatus.Pending || deployment.Status != DeploymentStatus.Pending);
        if (before.Deployment.IsEnded) Assert.Same(before.Deployment, deployment);
        if (deployment.Percentage > 0) Assert.True(after.Candidate.Served);

        // What is paused or over does not run towards an end of its hold.
        if (deployment.Status != DeploymentStatus.InProgress) Assert.Null(deployment.HoldEndsAt);
        if (deployment.Status != DeploymentStatus.Paused) Assert.Null(deployment.HoldRemaining);

        // The revision goes up by one with each change of what is served, and only then.
        var isSame = before.Route with { Revision = 0 } == route with { Revision = 0 };
        Assert.Equal(before.Route.Revision + (isSame ? 0 : 1), route.Revision);
        Assert.Equal(before.Deployment.Events.Count + (ReferenceEquals(before.Last, after.Last) ? 0 : 1), deployment.Events.Count);
    }
}
