using System.Text.Json;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class RolloutTransitionTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Creating_holds_the_prompt_and_serves_nothing_new()
    {
        var created = Scene.Created(Pending());

        Assert.Equal(new(Id, V("1.1.0"), V("1.0.0")), created.Prompt.Deployment);
        Assert.Null(created.Last!.Route);
        Assert.Empty(created.Last.Updated);
        Assert.Null(created.Last.Retired);
        Assert.Equal(DeploymentStatus.Pending, created.Deployment.Status);
    }

    [Fact]
    public void The_gate_of_testing_leads_to_that_of_production_and_changes_no_version()
    {
        var scene = Scene.Created(Pending() with { Stage = DeploymentStage.Validating }, VersionStatus.Draft).Do(transition => transition.EnterTesting());

        Assert.Equal((DeploymentStatus.Pending, DeploymentStage.Testing), (scene.Deployment.Status, scene.Deployment.Stage));
        Assert.Null(scene.Last!.Route);
        Assert.Empty(scene.Last.Updated);
        Assert.Equal(1, scene.Count(VersionStatus.Draft));
    }

    [Fact]
    public void The_first_step_gives_the_candidate_its_share()
    {
        var scene = Scene.Created(Pending()).At(Minute).Step();

        Assert.Equal((DeploymentStatus.InProgress, DeploymentStage.Monitoring, 10m, 0), (scene.Deployment.Status, scene.Deployment.Stage, scene.Deployment.Percentage, scene.Deployment.CurrentStep));
        Assert.Equal([Noon + Minute, null, null], scene.Deployment.Steps.Select(step => step.StartedAt));
        Assert.Equal(Noon + Minute + TimeSpan.FromHours(1), scene.Deployment.HoldEndsAt);
        Assert.Equal(new(Id, Id, 10, Scene.Served("1.1.0"), Scene.Served("1.0.0")), scene.Route.Rollout);
        Assert.Equal((8, V("1.0.0")), (scene.Route.Revision, scene.Route.Live!.Version));
    }

    [Fact]
    public void A_middle_step_changes_the_share_alone()
    {
        var first = Scene.Created(Pending()).Step();
        var second = first.At(TimeSpan.FromHours(1)).Step();

        Assert.Equal((50m, 1, Noon + TimeSpan.FromHours(3)), (second.Deployment.Percentage, second.Deployment.CurrentStep, second.Deployment.HoldEndsAt));
        Assert.Equal([Noon, Noon + TimeSpan.FromHours(1), null], second.Deployment.Steps.Select(step => step.StartedAt));
        Assert.Equal(first.Route with { Revision = 9, Rollout = first.Route.Rollout! with { Percentage = 50 } }, second.Route);
        Assert.Empty(second.Last!.Updated);
    }

    [Fact]
    public void The_last_step_makes_the_version_live()
    {
        var live = Scene.Created(Pending()).Step().Step().At(Minute).Step();

        Assert.Equal((DeploymentStatus.Completed, DeploymentStage.Completed, 100m, 2), (live.Deployment.Status, live.Deployment.Stage, live.Deployment.Percentage, live.Deployment.CurrentStep));
        Assert.Equal((Noon + Minute, null, null), (live.Deployment.EndedAt, live.Deployment.HoldEndsAt, live.Deployment.HoldRemaining));
        Assert.Equal(Noon + Minute, live.Deployment.Steps[2].StartedAt);
        RequireLive(live, 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Completing_leaves_out_the_steps_between(int steps)
    {
        var scene = Scene.Created(Pending());
        for (var i = 0; i < steps; i++) scene = scene.Step();
        var live = scene.At(Minute).Complete();

        Assert.Equal(Enumerable.Range(0, 3).Select(i => i < steps ? Noon : i == 2 ? Noon + Minute : (DateTimeOffset?)null), live.Deployment.Steps.Select(step => step.StartedAt));
        RequireLive(live, 8 + steps);
    }

    [Fact]
    public void A_paused_deployment_is_completed_as_well()
    {
        var live = Scene.Created(Pending()).Step().Pause().Complete();

        Assert.Null(live.Deployment.HoldRemaining);
        RequireLive(live, 9);
    }

    [Fact]
    public void A_hold_of_no_time_is_a_stage_of_deploying() =>
        Assert.Equal((DeploymentStage.Deploying, Noon), (Zero().Deployment.Stage, Zero().Deployment.HoldEndsAt));

    [Fact]
    public void A_manual_hold_has_no_end()
    {
        var manual = Scene.Created(Pending("10 manual", "100")).Step();

        Assert.Equal((DeploymentStage.Monitoring, null), (manual.Deployment.Stage, manual.Deployment.HoldEndsAt));
    }

    [Theory]
    [InlineData(VersionStatus.Draft, VersionStatus.Testing)]
    [InlineData(VersionStatus.Testing, VersionStatus.Testing)]
    [InlineData(VersionStatus.Deprecated, VersionStatus.Deprecated)]
    public void With_its_first_share_a_draft_comes_to_testing_and_every_candidate_was_served(VersionStatus before, VersionStatus after)
    {
        var scene = Scene.Created(Pending(), before).Step();

        Assert.Equal((after, true, 1), (scene.Candidate.Status, scene.Candidate.Served, scene.Count(after)));
        Assert.Equal(after, scene.Candidate.StatusHistory[^1].Status);
        Assert.Equal(before != VersionStatus.Deprecated, scene.Last!.Updated.Count == 1);
        RequireCounts(scene);
    }

    [Fact]
    public void A_share_of_nothing_is_not_being_served()
    {
        var none = Scene.Created(Pending("0 PT1H", "5 PT1H", "100"), VersionStatus.Draft).Step();

        Assert.Equal((VersionStatus.Testing, false, 0m), (none.Candidate.Status, none.Candidate.Served, none.Route.Rollout!.Percentage));
        Assert.True(none.Step().Candidate.Served);
    }

    [Theory]
    [InlineData(VersionStatus.Draft)]
    [InlineData(VersionStatus.Testing)]
    [InlineData(VersionStatus.Deprecated)]
    public void At_completion_the_candidate_is_in_production_and_the_baseline_deprecated(VersionStatus candidate)
    {
        var live = Scene.Created(Pending("100"), candidate).Step();

        Assert.Equal(candidate == VersionStatus.Draft
            ? [VersionStatus.Draft, VersionStatus.Testing, VersionStatus.Production]
            : [candidate, VersionStatus.Production], live.Candidate.StatusHistory.Select(step => step.Status));
        RequireLive(live, 8);
    }

    [Fact]
    public void Without_a_baseline_nothing_is_retired()
    {
        var live = Scene.Created(Pending("100") with { Baseline = null }, VersionStatus.Draft).Step();

        Assert.Null(live.Last!.Retired);
        Assert.Equal((V("1.1.0"), 8), (live.Route.Live!.Version, live.Route.Revision));
        Assert.Empty(live.Route.EarlierLive);
        Assert.Equal((1, 0), (live.Count(VersionStatus.Production), live.Count(VersionStatus.Deprecated)));
        Assert.Equal(Id, live.Prompt.LiveDeployment);
    }

    [Fact]
    public void A_pause_keeps_the_share_and_the_rest_of_the_hold_and_a_resume_goes_on_with_it()
    {
        var paused = Scene.Created(Pending()).Step().At(TimeSpan.FromMinutes(40)).Pause();
        Assert.Equal((DeploymentStatus.Paused, 10m, null, TimeSpan.FromMinutes(20)),
            (paused.Deployment.Status, paused.Deployment.Percentage, paused.Deployment.HoldEndsAt, paused.Deployment.HoldRemaining));
        Assert.Null(paused.Last!.Route);

        var resumed = paused.At(TimeSpan.FromDays(3)).Resume();
        Assert.Equal((DeploymentStatus.InProgress, resumed.Now + TimeSpan.FromMinutes(20), null),
            (resumed.Deployment.Status, resumed.Deployment.HoldEndsAt, resumed.Deployment.HoldRemaining));
        Assert.Null(resumed.Last!.Route);
    }

    [Fact]
    public void A_manual_hold_is_one_again_after_a_pause()
    {
        var resumed = Scene.Created(Pending("10 manual", "100")).Step().Pause().At(Minute).Resume();

        Assert.Equal((DeploymentStatus.InProgress, null, null), (resumed.Deployment.Status, resumed.Deployment.HoldEndsAt, resumed.Deployment.HoldRemaining));
    }

    [Fact]
    public void A_hold_that_was_over_is_over_after_a_pause()
    {
        var paused = Scene.Created(Pending()).Step().At(TimeSpan.FromHours(5)).Pause();
        var resumed = paused.At(Minute).Resume();

        Assert.Equal(TimeSpan.Zero, paused.Deployment.HoldRemaining);
        Assert.Equal(resumed.Now, resumed.Deployment.HoldEndsAt);
        Assert.True(resumed.Deployment.HoldIsOver(resumed.Now));
    }

    [Fact]
    public void An_ended_hold_waits_for_what_else_holds()
    {
        var ended = Scene.Created(Pending("10 manual", "100")).Step().At(Minute).Do(transition => transition.EndHold());

        Assert.Equal((DeploymentStatus.InProgress, 10m, Noon + Minute), (ended.Deployment.Status, ended.Deployment.Percentage, ended.Deployment.HoldEndsAt));
        Assert.Null(ended.Last!.Route);
    }

    [Theory]
    [InlineData(DeploymentStatus.Aborted, false)]
    [InlineData(DeploymentStatus.RolledBack, false)]
    [InlineData(DeploymentStatus.Failed, false)]
    [InlineData(DeploymentStatus.Aborted, true)]
    [InlineData(DeploymentStatus.RolledBack, true)]
    public void An_end_gives_all_traffic_back_and_frees_the_prompt(DeploymentStatus status, bool paused)
    {
        var running = Scene.Created(Pending(), VersionStatus.Draft).Step();
        var ended = (paused ? running.Pause() : running).At(Minute).End(status);

        Assert.Equal((status, 10m, Noon + Minute), (ended.Deployment.Status, ended.Deployment.Percentage, ended.Deployment.EndedAt));
        Assert.Equal((null, null), (ended.Deployment.HoldEndsAt, ended.Deployment.HoldRemaining));
        Assert.Null(ended.Prompt.Deployment);
        Assert.Equal((null, 9, V("1.0.0")), (ended.Route.Rollout, ended.Route.Revision, ended.Route.Live!.Version));
        Assert.Equal([V("0.9.0")], ended.Route.EarlierLive);
        Assert.Equal((VersionStatus.Testing, "earlier"), (ended.Candidate.Status, ended.Prompt.LiveDeployment));
        RequireCounts(ended);
    }

    [Theory]
    [InlineData(DeploymentStatus.Aborted)]
    [InlineData(DeploymentStatus.Failed)]
    public void What_had_no_traffic_ends_without_changing_what_is_served(DeploymentStatus status)
    {
        var ended = Scene.Created(Pending(), VersionStatus.Draft).End(status);

        Assert.Null(ended.Last!.Route);
        Assert.Empty(ended.Last.Updated);
        Assert.Null(ended.Prompt.Deployment);
        Assert.Equal((status, DeploymentStage.Testing, 0m), (ended.Deployment.Status, ended.Deployment.Stage, ended.Deployment.Percentage));
        Assert.Equal(1, ended.Count(VersionStatus.Draft));
    }

    [Theory]
    [InlineData("create", "created")]
    [InlineData("test", "step")]
    [InlineData("step", "step")]
    [InlineData("advance", "advanced")]
    [InlineData("endHold", "advanced")]
    [InlineData("pause", "paused")]
    [InlineData("resume", "resumed")]
    [InlineData("complete", "completed")]
    [InlineData("abort", "aborted")]
    [InlineData("rollback", "rolledBack")]
    [InlineData("fail", "failed")]
    public void Every_transition_is_an_event_and_an_audit_entry_with_its_reason(string transition, string kind)
    {
        var scene = Scene.Before(Pending() with { Events = [] });
        if (transition != "create") scene = scene.Do(created => created.Create());
        if (transition is not ("create" or "test" or "fail")) scene = scene.Step();
        if (transition == "resume") scene = scene.Pause();
        var before = scene.Deployment;

        var change = scene.At(Minute).Plan(move => transition switch
        {
            "create" => move.Create(),
            "test" => move.EnterTesting(),
            "step" => move.Step(null),
            "advance" => move.Step(null, DeploymentEventKinds.Advanced),
            "endHold" => move.EndHold(),
            "pause" => move.Pause(),
            "resume" => move.Resume(),
            "complete" => move.Complete(scene.Candidate),
            "abort" => move.End(DeploymentStatus.Aborted),
            "rollback" => move.End(DeploymentStatus.RolledBack),
            _ => move.End(DeploymentStatus.Failed),
        }, by: "carol", reason: "so be it");

        var after = change.Deployment!;
        var happened = after.Events[^1];
        Assert.Equal(before.Events.Count + 1, after.Events.Count);
        Assert.Equal((Noon + Minute, kind, "carol"), (happened.At, happened.Kind, happened.By));
        Assert.EndsWith("so be it", happened.Detail, StringComparison.Ordinal);
        Assert.Equal("so be it", after.Reason);
        Assert.Equal((Noon + Minute, "carol", $"deployment.{kind}", Id, "so be it"), (change.Audit.At, change.Audit.By, change.Audit.Action, change.Audit.Target, change.Audit.Reason));
        if (transition == "create") Assert.Null(change.Audit.Before);
        else RequireState(before, change.Audit.Before);
        RequireState(after, change.Audit.After);
    }

    [Fact]
    public void An_event_says_what_came_and_why()
    {
        Assert.Equal("10 % get 1.1.0: because", Scene.Created(Pending()).Step().Deployment.Events[^1].Detail);
        Assert.Equal("12.5 % get 1.1.0: because", Scene.Created(Pending("12.50 PT1H", "100")).Step().Deployment.Events[^1].Detail);
        Assert.Equal("1.1.0 is live.", Scene.Created(Pending("100")).Do(transition => transition.Complete(Version("1.1.0") with { Prompt = "p" }), reason: null).Deployment.Events[^1].Detail);
    }

    [Theory]
    [InlineData("100", 0, true)]
    [InlineData("10 PT1H, 50 PT1H, 100", 0, true)]
    [InlineData("10 PT1H, 50 PT1H, 100", 1, false)]
    [InlineData("10 PT1H, 50 PT1H, 100", 2, true)]
    [InlineData("0 PT1H, 50 PT1H, 100", 1, true)]
    public void The_version_is_read_only_for_steps_that_change_it(string steps, int applied, bool needed)
    {
        var scene = Scene.Created(Pending(steps.Split(", ")));
        for (var i = 0; i < applied; i++) scene = scene.Step();

        Assert.Equal(needed, RolloutTransition.NeedsVersion(scene.Deployment));
    }

    private static Scene Zero() => Scene.Created(Pending("10 PT0S", "100")).Step();

    private static void RequireState(DeploymentRecord deployment, JsonElement? state)
    {
        Assert.Equal(
            (deployment.Version.ToString(), deployment.Baseline!.ToString(), Core.Json.WireName.Of(deployment.Status), Core.Json.WireName.Of(deployment.Stage), deployment.Percentage),
            (Text("version"), Text("baseline"), Text("status"), Text("stage"), state!.Value.GetProperty("percentage").GetDecimal()));

        string? Text(string name) => state!.Value.GetProperty(name).GetString();
    }

    private static void RequireLive(Scene live, long revision)
    {
        Assert.Equal((Scene.Served("1.1.0"), revision, null), (live.Route.Live, live.Route.Revision, live.Route.Rollout));
        Assert.Equal([V("1.0.0"), V("0.9.0")], live.Route.EarlierLive);
        Assert.Equal((VersionStatus.Production, true), (live.Candidate.Status, live.Candidate.Served));
        Assert.Equal(live.Candidate.StatusHistory, live.Prompt.LiveHistory);
        Assert.Equal((Id, null), (live.Prompt.LiveDeployment, live.Prompt.Deployment));
        Assert.Equal(V("1.0.0"), live.Last!.Retired!.Version);
        Assert.Equal([VersionStatus.Testing, VersionStatus.Production, VersionStatus.Deprecated], live.Last.Retired.History.Select(step => step.Status));
        Assert.Equal("replaced by 1.1.0", live.Last.Retired.History[^1].Reason);
        Assert.Equal((1, 1), (live.Count(VersionStatus.Production), live.Count(VersionStatus.Deprecated)));
        RequireCounts(live);
    }

    // The archived one, the baseline and the candidate.
    private static void RequireCounts(Scene scene) => Assert.Equal(3, scene.Prompt.StatusCounts.Values.Sum());
}
