using PromptFunctions.LocalHost.Orchestrations.Replay;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>The orchestrators by name, in any case.</summary>
internal sealed class OrchestratorCatalog(IEnumerable<(string Name, Orchestrator Run)> orchestrators)
{
    private readonly Dictionary<string, Orchestrator> _orchestrators =
        orchestrators.ToDictionary(orchestrator => orchestrator.Name, orchestrator => orchestrator.Run, StringComparer.OrdinalIgnoreCase);

    /// <summary>The orchestrator, or one that fails because there is none.</summary>
    public Orchestrator Find(string name) => _orchestrators.GetValueOrDefault(name)
        ?? ((_, _) => Task.FromException<object?>(new UnknownFunctionException($"There is no orchestrator named '{name}'.")));
}
