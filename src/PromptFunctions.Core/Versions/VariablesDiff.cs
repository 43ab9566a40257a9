namespace PromptFunctions.Core.Versions;

/// <summary>Which variables came and went.</summary>
public sealed record VariablesDiff(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
