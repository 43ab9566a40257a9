namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Stands for the end of the process: nothing retries it, and nothing turns it into an orderly answer.</summary>
public sealed class ProcessDiedException() : Exception("The process died.");
