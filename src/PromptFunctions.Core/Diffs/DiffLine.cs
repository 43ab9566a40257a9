namespace PromptFunctions.Core.Diffs;

/// <summary>A line of a comparison.</summary>
/// <param name="Op">What became of it.</param>
/// <param name="From">Its number in the old content, from 1; null where it is new.</param>
/// <param name="To">Its number in the new content, from 1; null where it is gone.</param>
/// <param name="Text">The line, without its ending.</param>
public sealed record DiffLine(DiffOperation Op, int? From, int? To, string Text);
