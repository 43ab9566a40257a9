using Microsoft.DurableTask;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>Runs an orchestrator.</summary>
/// <param name="context">What it works with.</param>
/// <param name="input">Its input as JSON.</param>
internal delegate Task<object?> Orchestrator(TaskOrchestrationContext context, string? input);
