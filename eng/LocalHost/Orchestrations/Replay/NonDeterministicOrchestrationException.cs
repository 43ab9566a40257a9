namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>The orchestrator did something else than it had done before, or waited for what a replay cannot repeat.</summary>
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
