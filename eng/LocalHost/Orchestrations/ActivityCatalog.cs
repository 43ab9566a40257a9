using PromptFunctions.LocalHost.Orchestrations.Replay;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>The activities by name, in any case.</summary>
internal sealed class ActivityCatalog(IEnumerable<ActivityFunction> functions)
{
    private readonly Dictionary<string, ActivityFunction> _activities = functions.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="UnknownFunctionException">There is none.</exception>
    public ActivityFunction Find(string name) =>
        _activities.GetValueOrDefault(name) ?? throw new UnknownFunctionException($"There is no activity named '{name}'.");
}
