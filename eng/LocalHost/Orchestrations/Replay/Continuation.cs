namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>How an orchestrator continues as new.</summary>
/// <param name="Input">The next generation's input, as JSON.</param>
/// <param name="KeepsEvents">Whether events that nobody waited for go on to it.</param>
internal sealed record Continuation(string? Input, bool KeepsEvents);
