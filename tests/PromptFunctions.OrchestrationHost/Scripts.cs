using Microsoft.DurableTask;

namespace PromptFunctions.OrchestrationHost;

/// <summary>What the scripted functions do; each test gives its host its own.</summary>
public sealed class Scripts
{
    /// <summary>The orchestrator.</summary>
    public Func<TaskOrchestrationContext, Task<object?>> Orchestrator { get; set; } = _ => Task.FromResult<object?>(null);

    /// <summary>The activity, by its input.</summary>
    public Func<string, CancellationToken, Task<string>> Activity { get; set; } = (input, _) => Task.FromResult(input);
}
