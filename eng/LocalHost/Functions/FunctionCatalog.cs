using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.LocalHost.Functions;

/// <summary>The functions of an assembly that are in one group.</summary>
internal sealed class FunctionCatalog
{
    private readonly List<FunctionMethod> _functions;

    private FunctionCatalog(List<FunctionMethod> functions) => _functions = functions;

    public IEnumerable<FunctionMethod> Http => _functions.Where(function => function.Trigger is HttpTriggerAttribute);

    public IEnumerable<FunctionMethod> Timers => _functions.Where(function => function.Trigger is TimerTriggerAttribute);

    public IEnumerable<FunctionMethod> Orchestrators => _functions.Where(function => function.Trigger is OrchestrationTriggerAttribute);

    public IEnumerable<FunctionMethod> Activities => _functions.Where(function => function.Trigger is ActivityTriggerAttribute);

    public bool HasOrchestrations => Orchestrators.Any() || Activities.Any();

    /// <exception cref="LocalHostException">Two functions have one name, or the group's timer does not exist.</exception>
    public static FunctionCatalog Read(Assembly assembly, FunctionGroup group)
    {
        // The worker sees public types and methods only.
        var all = assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods())
            .Select(method => (method, function: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.function is not null)
            .Select(found => new FunctionMethod(found.method, found.function!))
            .ToList();

        if (all.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(named => named.Count() > 1) is { } twice)
            throw new LocalHostException($"{twice.Count()} functions are named {twice.Key}.");

        var catalog = new FunctionCatalog(all.FindAll(group.Includes));
        if (group.TimerName is { } timer && !catalog.Timers.Any())
            throw new LocalHostException($"There is no timer named {timer}.");
        return catalog;
    }
}
