namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>There is no such orchestrator or activity. Trying again does not help.</summary>
internal sealed class UnknownFunctionException(string message) : Exception(message);
