namespace PromptFunctions.Core.Transfer;

/// <summary>What an import did.</summary>
/// <param name="Created">How many versions are new.</param>
/// <param name="Unchanged">How many were there already, with the same content.</param>
public sealed record ImportResult(int Created, int Unchanged);
