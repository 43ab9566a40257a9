using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.UnitTests.Rollouts;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class ChangeTelemetryTests : ILogger<ChangeTelemetry>, IDisposable
{
    private readonly Measurements measured = new();
    private readonly List<string> logged = [];

    public void Dispose() => measured.Dispose();

    [Fact]
    public void Each_transition_of_a_rollout_counts_once_with_who_made_it()
    {
        var scene = Scene.Created(Pending());
        Tell(scene.Last!);
        Tell(scene.Plan(transition => transition.Step(scene.Candidate), Actors.System));
        Tell(scene.Plan(transition => transition.Pause(), "bob"));
        Tell(scene.Plan(transition => transition.End(DeploymentStatus.Failed), Actors.System));

        Assert.Equal(
            ["1 transition=created strategy=custom by=caller", "1 transition=step strategy=custom by=system", "1 transition=paused strategy=custom by=caller", "1 transition=failed strategy=custom by=system"],
            measured.Of(PromptInstruments.RolloutTransitions));
    }

    [Fact]
    public void A_rollback_is_one_transition_whatever_ends_with_it()
    {
        var scene = Scene.Created(Pending());
        var change = scene.Last!;
        Tell(change with { Deployment = change.Deployment! with { IsRollback = true, Strategy = DeploymentStrategy.Immediate }, EndedDeployments = [change.Deployment] });

        Assert.Equal(["1 transition=rolledBack strategy=immediate by=caller"], measured.Of(PromptInstruments.RolloutTransitions));
    }

    [Fact]
    public void That_a_guardrail_broke_is_no_transition_and_what_stands_last_among_the_events_says_nothing()
    {
        var scene = Scene.Created(Pending());
        Tell(scene.Plan(transition => transition.Note(), Actors.System));
        var created = scene.Last! with { Audit = scene.Last.Audit with { Action = AuditActions.OfDeployment(DeploymentEventKinds.Created) } };
        Tell(created with { Deployment = created.Deployment! with { Events = [.. created.Deployment.Events, new(Noon, DeploymentEventKinds.NoBaseline, "", Actors.System)] } });

        Assert.Equal(["1 transition=created strategy=custom by=caller"], measured.Of(PromptInstruments.RolloutTransitions));
    }

    [Fact]
    public void What_is_served_since_a_change_is_logged_but_not_what_people_wrote()
    {
        var scene = Scene.Created(Pending());
        Tell(scene.Plan(transition => transition.Step(scene.Candidate), "bob", "a reason of theirs"));

        Assert.Equal([$"p: deployment.step {Id} by bob.", "p serves 1.0.0 since deployment.step by bob, revision 8: 10 % of 1.1.0, experiment (null)."], logged);
    }

    [Fact]
    public void A_change_that_changes_nothing_served_is_logged_in_one_line()
    {
        Tell(Scene.Created(Pending()).Last!);

        Assert.Equal([$"p: deployment.created {Id} by bob."], logged);
    }

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged.Add(formatter(state, exception));

    private void Tell(PromptChange change) => new ChangeTelemetry(this).Changed(change, sent: 0);
}
