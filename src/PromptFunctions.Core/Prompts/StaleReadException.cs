namespace PromptFunctions.Core.Prompts;

/// <summary>What was read belongs to two different instants: it has to be read again.</summary>
public sealed class StaleReadException() : Exception("The prompt changed while it was read.");
