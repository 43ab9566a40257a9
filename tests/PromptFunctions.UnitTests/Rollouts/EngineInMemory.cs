using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.UnitTests.Rollouts;

/// <summary>An engine that notes what it is told, and answers as a test says.</summary>
internal sealed class EngineInMemory : IRolloutEngine
{
    public List<string> Told { get; } = [];

    public Func<CancellationToken, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public Task StartAsync(RolloutReference rollout, CancellationToken cancellationToken) => Tell($"start {rollout.Prompt} {rollout.Id}", cancellationToken);

    public Task WakeAsync(RolloutReference rollout, CancellationToken cancellationToken) => Tell($"wake {rollout.Prompt} {rollout.Id}", cancellationToken);

    public async Task<string> ReviveAsync(RolloutReference rollout, TimeSpan overdue, CancellationToken cancellationToken)
    {
        await Tell($"revive {rollout.Prompt} {rollout.Id} after {overdue}", cancellationToken);
        return "done";
    }

    private Task Tell(string what, CancellationToken cancellationToken)
    {
        Told.Add(what);
        return Answer(cancellationToken);
    }
}
