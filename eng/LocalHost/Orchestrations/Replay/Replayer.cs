using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>Wakes instances: replays what was, tells what is new, and says what became of it. No storage, no threads.</summary>
internal sealed class Replayer(OrchestratorCatalog orchestrators, OrchestrationServices services)
{
    /// <param name="loaded">The instance, which stays as it is.</param>
    /// <param name="now">The time, in UTC.</param>
    /// <param name="onLateForeign">Told when the orchestrator turns out to have awaited something foreign, maybe later.</param>
    public WakeUp Wake(LoadedInstance loaded, DateTime now, Action onLateForeign) => new Waking(this, loaded, now, onLateForeign).Run();

    /// <summary>Makes a run of an instance's generation.</summary>
    public OrchestrationRun NewRun(Instance instance, IEnumerable<HistoryEvent> recorded, Action onLateForeign) =>
        new(orchestrators.Find(instance.Name), instance, recorded, services, onLateForeign);
}
