namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>What points of a batch have in common: where they count.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Version">Its version.</param>
/// <param name="Assignment">The arm; null where none is said.</param>
public readonly record struct SeriesName(string Prompt, string Version, string? Assignment);
