using PromptFunctions.Core.Rollouts;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class DeploymentStepViewTests
{
    [Fact]
    public void Steps_to_come_start_when_the_holds_before_them_end() => RequireStarts(Holding("10 PT1H", "20 PT30M", "50 PT0S", "75 P1D", "100"),
        Noon, Noon.AddHours(1), Noon.AddMinutes(90), Noon.AddMinutes(90), Noon.AddMinutes(90).AddDays(1));

    [Fact]
    public void After_a_manual_hold_a_command_decides() => RequireStarts(Holding("10 PT1H", "20 manual", "50 PT1H", "100"), Noon, Noon.AddHours(1), null, null);

    [Fact]
    public void During_a_manual_hold_a_command_decides() => RequireStarts(Holding("10 manual", "20 PT1H", "100"), Noon, null, null);

    [Fact]
    public void While_it_is_paused_a_command_decides() => RequireStarts(Paused(TimeSpan.FromMinutes(20)), Noon, null, null);

    [Fact]
    public void What_is_pending_starts_at_once() => RequireStarts(Pending("10 PT1H", "20 PT1H", "100"), Noon, Noon.AddHours(1), Noon.AddHours(2));

    [Theory]
    [InlineData(DeploymentStatus.Aborted)]
    [InlineData(DeploymentStatus.RolledBack)]
    public void What_is_ended_starts_nothing_more(DeploymentStatus status) => RequireStarts(In(status), Noon, null, null);

    [Fact]
    public void What_failed_at_a_gate_started_nothing() =>
        RequireStarts(Pending() with { Status = DeploymentStatus.Failed, EndedAt = Noon.AddMinutes(1) }, null, null, null);

    [Fact]
    public void Steps_that_completing_left_out_never_started() =>
        RequireStarts(Scene.Created(Pending()).Step().At(TimeSpan.FromMinutes(7)).Complete().Deployment, Noon, null, Noon.AddMinutes(7));

    [Fact]
    public void Only_what_was_applied_has_started()
    {
        var views = DeploymentStepView.Of(Scene.Created(Pending()).Step().At(TimeSpan.FromMinutes(61)).Step().Deployment);

        Assert.Equal([Noon, Noon.AddMinutes(61), null], views.Select(view => view.StartedAt));
        Assert.Equal([Noon, Noon.AddMinutes(61), Noon.AddMinutes(181)], views.Select(view => view.StartsAt));
        Assert.Equal([(10m, "PT1H"), (50m, "PT2H"), (100m, null)], views.Select(view => (view.Percentage, view.Hold?.Text)));
    }

    private static void RequireStarts(DeploymentRecord deployment, params DateTimeOffset?[] starts) =>
        Assert.Equal(starts, DeploymentStepView.Of(deployment).Select(view => view.StartsAt));
}
