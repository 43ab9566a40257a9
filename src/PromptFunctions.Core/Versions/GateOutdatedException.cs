namespace PromptFunctions.Core.Versions;

/// <summary>A gate was checked for another version of things: it has to be checked anew.</summary>
public sealed class GateOutdatedException() : Exception("The prompt changed while its gate was checked.");
