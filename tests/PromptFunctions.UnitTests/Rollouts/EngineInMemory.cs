using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.UnitTests.Rollouts;

/// <summary>An engine that notes what it is told, and answers as a test says.</summary>
internal sealed class EngineInMemory : IRolloutEngine
{
    public List<string> Told { get; } = [];

    public Func<CancellationToken, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public Task StartAsync(RolloutReference rollout, CancellationToken cancellationToken) => Tell($"start {rollout.Prompt} {rollout.Id}", cancellationToken);

    public Task WakeAsync(RolloutReference rollout, CancellationToken cancellationToken) => Tell($"wake {rollout.Prompt} {rollout.Id}", cancellationToken);

    public async Task<string> ReviveAsync(RolloutReference rollout, bool isStuck, CancellationToken cancellationToken)
    {
        await Tell($"revive {rollout.Prompt} {rollout.Id}{(isStuck ? " stuck" : "")}", cancellationToken);
        return "done";
    }

    private Task Tell(string what, CancellationToken cancellationToken)
    {
        lock (Told) Told.Add(what);
        return Answer(cancellationToken);
    }
}
