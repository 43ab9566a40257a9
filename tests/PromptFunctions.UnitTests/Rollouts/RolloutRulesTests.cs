using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class RolloutRulesTests
{
    private static readonly DateTimeOffset HoldEnds = Noon.AddHours(1);

    [Theory]
    [InlineData(DeploymentStatus.Completed)]
    [InlineData(DeploymentStatus.Aborted)]
    [InlineData(DeploymentStatus.RolledBack)]
    [InlineData(DeploymentStatus.Failed)]
    public void What_is_ended_does_nothing_and_is_never_due(DeploymentStatus status)
    {
        var ended = In(status) with { Guardrails = [Guard(GuardrailVerdict.Fail)], HoldEndsAt = Noon };

        Assert.Equal(new RolloutMove.None(), Next(ended, Noon.AddDays(1), evaluated: true));
        Assert.False(RolloutRules.IsEvaluationDue(ended, Noon.AddDays(1), Interval));
        Assert.Null(RolloutRules.DueAt(ended, Interval));
    }

    [Fact]
    public void What_is_pending_goes_through_both_gates()
    {
        var pending = Pending() with { Guardrails = [Guard(GuardrailVerdict.Fail)] };

        Assert.Equal(new RolloutMove.Validate(), Next(pending with { Stage = DeploymentStage.Validating }, Noon));
        Assert.Equal(new RolloutMove.Test(), Next(pending with { Stage = DeploymentStage.Testing }, Noon));
        Assert.False(RolloutRules.IsEvaluationDue(pending, Noon.AddDays(1), Interval));
    }

    [Fact]
    public void A_hold_is_waited_for_to_the_tick()
    {
        Assert.Equal(new RolloutMove.Wait(HoldEnds), Next(Holding(), Noon));
        Assert.Equal(new RolloutMove.Wait(HoldEnds), Next(Holding(), HoldEnds.AddTicks(-1)));
        Assert.Equal(new RolloutMove.NextStep(), Next(Holding(), HoldEnds));
        Assert.Equal(new RolloutMove.NextStep(), Next(Holding(), HoldEnds.AddDays(9)));
    }

    [Fact]
    public void A_hold_of_no_time_is_over_at_once() => Assert.Equal(new RolloutMove.NextStep(), Next(Holding("10 PT0S", "100"), Noon));

    [Fact]
    public void A_manual_hold_waits_for_a_command() => Assert.Equal(new RolloutMove.Wait(null), Next(Holding("10 manual", "100"), Noon.AddYears(1)));

    [Fact]
    public void What_is_paused_never_steps()
    {
        foreach (var left in (TimeSpan?[])[null, TimeSpan.Zero, TimeSpan.FromHours(1)])
            Assert.Equal(new RolloutMove.Wait(null), Next(Paused(left), Noon.AddYears(1), evaluated: true));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(GuardrailVerdict.Inconclusive)]
    [InlineData(GuardrailVerdict.Error)]
    public void A_required_guardrail_holds_the_step_until_it_passes(GuardrailVerdict? last)
    {
        var held = Evaluated(HoldEnds, Guard(last, required: true), Guard(GuardrailVerdict.Pass, required: true));

        Assert.Equal(new RolloutMove.Wait(HoldEnds + Interval), Next(held, HoldEnds, evaluated: true));
        Assert.Equal(new RolloutMove.NextStep(), Next(Evaluated(HoldEnds, Guard(GuardrailVerdict.Pass, required: true)), HoldEnds, evaluated: true));
    }

    [Theory]
    [InlineData(GuardrailVerdict.Inconclusive)]
    [InlineData(GuardrailVerdict.Error)]
    [InlineData(GuardrailVerdict.Pass)]
    public void Only_a_failure_breaks_off(GuardrailVerdict last)
    {
        Assert.Equal(new RolloutMove.NextStep(), Next(Evaluated(HoldEnds, Guard(last)), HoldEnds, evaluated: true));
        Assert.Equal(new RolloutMove.NextStep(), Next(Evaluated(HoldEnds, Guard(last, GuardrailAction.Pause)), HoldEnds, evaluated: true));
    }

    [Fact]
    public void A_broken_guardrail_does_what_it_says()
    {
        Assert.Equal(new RolloutMove.RollBack("broken"), Next(Evaluated(Noon, Guard(GuardrailVerdict.Fail)), Noon, evaluated: true));
        Assert.Equal(new RolloutMove.Pause("broken"), Next(Evaluated(Noon, Guard(GuardrailVerdict.Fail, GuardrailAction.Pause)), Noon, evaluated: true));
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Evaluated(Noon, Guard(GuardrailVerdict.Fail, GuardrailAction.Report)), Noon, evaluated: true));
        Assert.Equal(new RolloutMove.NextStep(), Next(Evaluated(HoldEnds, Guard(GuardrailVerdict.Fail, GuardrailAction.Report)), HoldEnds, evaluated: true));
    }

    [Fact]
    public void Rolling_back_wins_over_pausing_and_pausing_over_reporting_and_all_over_the_next_step()
    {
        var report = Guard(GuardrailVerdict.Fail, GuardrailAction.Report, reason: "report");
        var pause = Guard(GuardrailVerdict.Fail, GuardrailAction.Pause, reason: "pause");
        var rollback = Guard(GuardrailVerdict.Fail, GuardrailAction.Rollback, reason: "rollback");

        Assert.Equal(new RolloutMove.RollBack("rollback"), Next(Evaluated(HoldEnds, report, pause, rollback), HoldEnds, evaluated: true));
        Assert.Equal(new RolloutMove.Pause("pause"), Next(Evaluated(HoldEnds, report, pause), HoldEnds, evaluated: true));
    }

    [Fact]
    public void A_verdict_of_earlier_breaks_nothing_off()
    {
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Evaluated(Noon, Guard(GuardrailVerdict.Fail)), Noon, evaluated: false));
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Evaluated(Noon, Guard(GuardrailVerdict.Fail, GuardrailAction.Pause)), Noon, evaluated: false));
    }

    [Fact]
    public void What_is_paused_is_still_rolled_back_and_not_paused_again()
    {
        var paused = Paused(null) with { EvaluatedAt = Noon };

        Assert.Equal(new RolloutMove.RollBack("broken"), Next(paused with { Guardrails = [Guard(GuardrailVerdict.Fail)] }, Noon, evaluated: true));
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(paused with { Guardrails = [Guard(GuardrailVerdict.Fail, GuardrailAction.Pause)] }, Noon, evaluated: true));
    }

    [Fact]
    public void No_step_follows_without_a_look_at_the_guardrails()
    {
        // The time of the hold may come between the question whether a look is due and the decision.
        var deployment = Evaluated(HoldEnds.AddSeconds(-10), Guard(GuardrailVerdict.Pass));

        Assert.Equal(new RolloutMove.Wait(HoldEnds), Next(deployment, HoldEnds, evaluated: false));
        Assert.True(RolloutRules.IsEvaluationDue(deployment, HoldEnds, Interval));
    }

    [Fact]
    public void The_wait_is_until_the_hold_or_the_next_look_whichever_comes_first()
    {
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Evaluated(Noon, Guard()), Noon));
        Assert.Equal(new RolloutMove.Wait(HoldEnds), Next(Evaluated(HoldEnds.AddSeconds(-10), Guard()), HoldEnds.AddSeconds(-10)));
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Holding("10 manual", "100") with { Guardrails = [Guard()] }, Noon));
        Assert.Equal(new RolloutMove.Wait(Noon + Interval), Next(Paused(null) with { Guardrails = [Guard()] }, Noon));
    }

    [Theory]
    [InlineData(DeploymentStatus.InProgress)]
    [InlineData(DeploymentStatus.Paused)]
    public void Guardrails_are_looked_at_in_time(DeploymentStatus status)
    {
        var deployment = In(status) with { Guardrails = [Guard()] };
        var evaluated = deployment with { EvaluatedAt = Noon.AddMinutes(10) };

        Assert.False(RolloutRules.IsEvaluationDue(deployment, Noon + Interval - TimeSpan.FromTicks(1), Interval));
        Assert.True(RolloutRules.IsEvaluationDue(deployment, Noon + Interval, Interval));
        Assert.False(RolloutRules.IsEvaluationDue(evaluated, Noon.AddMinutes(10) + Interval - TimeSpan.FromTicks(1), Interval));
        Assert.True(RolloutRules.IsEvaluationDue(evaluated, Noon.AddMinutes(10) + Interval, Interval));
    }

    [Fact]
    public void Guardrails_are_looked_at_before_each_next_step()
    {
        var justEvaluated = Evaluated(HoldEnds.AddTicks(-1), Guard(GuardrailVerdict.Pass));

        Assert.False(RolloutRules.IsEvaluationDue(justEvaluated, HoldEnds.AddTicks(-1), Interval));
        Assert.True(RolloutRules.IsEvaluationDue(justEvaluated, HoldEnds, Interval));
    }

    [Fact]
    public void Without_guardrails_there_is_nothing_to_look_at()
    {
        Assert.False(RolloutRules.IsEvaluationDue(Holding(), HoldEnds.AddDays(1), Interval));
        Assert.False(RolloutRules.IsEvaluationDue(Paused(null), HoldEnds.AddDays(1), Interval));
    }

    [Fact]
    public void The_watchdog_knows_when_each_deployment_should_have_moved()
    {
        Assert.Equal(Noon, RolloutRules.DueAt(Pending(), Interval));
        Assert.Equal(Noon.AddMinutes(3), RolloutRules.DueAt(Pending().With(new DeploymentEvent(Noon.AddMinutes(3), DeploymentEventKinds.Step, "", "system")), Interval));
        Assert.Equal(HoldEnds, RolloutRules.DueAt(Holding(), Interval));
        Assert.Null(RolloutRules.DueAt(Holding("10 manual", "100"), Interval));
        Assert.Null(RolloutRules.DueAt(Paused(TimeSpan.FromHours(1)), Interval));
        Assert.Equal(Noon + Interval, RolloutRules.DueAt(Holding() with { Guardrails = [Guard()] }, Interval));
        Assert.Equal(Noon + Interval, RolloutRules.DueAt(Paused(null) with { Guardrails = [Guard()] }, Interval));
        Assert.Equal(HoldEnds + Interval, RolloutRules.DueAt(Evaluated(HoldEnds, Guard(GuardrailVerdict.Inconclusive, required: true)), Interval));
    }

    private static RolloutMove Next(DeploymentRecord deployment, DateTimeOffset now, bool evaluated = false) => RolloutRules.Next(deployment, evaluated, now, Interval);

    private static DeploymentRecord Evaluated(DateTimeOffset at, params GuardrailState[] guardrails) => Holding() with { Guardrails = guardrails, EvaluatedAt = at };
}
