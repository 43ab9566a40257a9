namespace PromptFunctions.Core.Diffs;

/// <summary>How two contents differ.</summary>
/// <param name="Identical">Whether they do not.</param>
/// <param name="Added">How many lines are new.</param>
/// <param name="Removed">How many lines are gone.</param>
/// <param name="Unified">The unified diff, as <c>patch</c> takes it; empty where they are identical.</param>
/// <param name="Lines">All lines of both, in order.</param>
public sealed record ContentDiff(bool Identical, int Added, int Removed, string Unified, IReadOnlyList<DiffLine> Lines)
{
    /// <summary>Compares two contents.</summary>
    /// <param name="from">The old one.</param>
    /// <param name="to">The new one.</param>
    /// <param name="fromName">What the unified diff calls the old one.</param>
    /// <param name="toName">What the unified diff calls the new one.</param>
    public static ContentDiff Of(ContentLines from, ContentLines to, string fromName, string toName)
    {
        var edits = LineDiff.Of(from.Keys, to.Keys);
        var lines = new List<DiffLine>();
        var (old, @new) = (0, 0);
        foreach (var edit in edits.Append(new(from.Keys.Count, 0, to.Keys.Count, 0)))
        {
            while (old < edit.Old) lines.Add(new(DiffOperation.Equal, old + 1, @new + 1, from.Text(old++)) { To = ++@new });
            while (old < edit.Old + edit.Removed) lines.Add(new(DiffOperation.Delete, old + 1, null, from.Text(old++)));
            while (@new < edit.New + edit.Added) lines.Add(new(DiffOperation.Insert, null, @new + 1, to.Text(@new++)));
        }
        return new(edits.Count == 0, edits.Sum(edit => edit.Added), edits.Sum(edit => edit.Removed), UnifiedDiff.Of(edits, from, to, fromName, toName), lines);
    }
}
