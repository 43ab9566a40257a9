namespace PromptFunctions.Core.Diffs;

/// <summary>A run of lines that differs: in place of some old ones stand some new ones.</summary>
/// <param name="Old">The first old line, from 0.</param>
/// <param name="Removed">How many old lines go.</param>
/// <param name="New">The first new line, from 0.</param>
/// <param name="Added">How many new lines come.</param>
public readonly record struct Edit(int Old, int Removed, int New, int Added);
