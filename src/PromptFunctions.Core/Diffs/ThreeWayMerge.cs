namespace PromptFunctions.Core.Diffs;

/// <summary>
/// Merges two changes of one content by line, as diff3 does (Khanna, Kunal, Pierce 2007, "A Formal Investigation of
/// Diff3"): between lines that all three share, the side that changed wins, and two different changes conflict.
/// </summary>
public static class ThreeWayMerge
{
    /// <summary>The result of a merge.</summary>
    /// <param name="Merged">The merged lines; null where there are conflicts.</param>
    /// <param name="Conflicts">Where both sides changed the same lines differently.</param>
    public sealed record Result(ContentLines? Merged, IReadOnlyList<MergeConflict> Conflicts);

    /// <summary>Merges main's and the branch's changes of the base.</summary>
    public static Result Of(ContentLines @base, ContentLines main, ContentLines branch)
    {
        var (inMain, inBranch) = (Matches(@base, main), Matches(@base, branch));
        var merged = new List<string>();
        var conflicts = new List<MergeConflict>();
        int b = 0, m = 0, x = 0;
        while (b < @base.Keys.Count || m < main.Keys.Count || x < branch.Keys.Count)
        {
            if (b < @base.Keys.Count && inMain[b] == m && inBranch[b] == x)
            {
                merged.Add(@base.Keys[b]);
                (b, m, x) = (b + 1, m + 1, x + 1);
                continue;
            }
            var next = b;
            while (next < @base.Keys.Count && (inMain[next] < 0 || inBranch[next] < 0)) next++;
            var (toMain, toBranch) = next < @base.Keys.Count ? (inMain[next], inBranch[next]) : (main.Keys.Count, branch.Keys.Count);
            Resolve(b, Slice(@base, b, next), Slice(main, m, toMain), Slice(branch, x, toBranch));
            (b, m, x) = (next, toMain, toBranch);
        }
        var result = @base.With(merged);
        if (conflicts.Count == 0 && !result.IsContent) conflicts.Add(Conflict(0, @base.Keys, main.Keys, branch.Keys));
        return new(conflicts.Count == 0 ? result : null, conflicts);

        void Resolve(int line, IReadOnlyList<string> was, IReadOnlyList<string> ours, IReadOnlyList<string> theirs)
        {
            if (was.SequenceEqual(ours)) merged.AddRange(theirs);
            else if (was.SequenceEqual(theirs) || ours.SequenceEqual(theirs)) merged.AddRange(ours);
            else conflicts.Add(Conflict(line, was, ours, theirs));
        }

        MergeConflict Conflict(int line, IReadOnlyList<string> was, IReadOnlyList<string> ours, IReadOnlyList<string> theirs) =>
            new(line + 1, @base.Text(was), main.Text(ours), branch.Text(theirs));
    }

    /// <summary>For each line of the base, the line of the other that it stayed as; -1 where it went.</summary>
    private static int[] Matches(ContentLines @base, ContentLines other)
    {
        var matches = new int[@base.Keys.Count];
        var (at, shift) = (0, 0);
        foreach (var edit in LineDiff.Of(@base.Keys, other.Keys))
        {
            for (; at < edit.Old; at++) matches[at] = at + shift;
            for (; at < edit.Old + edit.Removed; at++) matches[at] = -1;
            shift += edit.Added - edit.Removed;
        }
        for (; at < matches.Length; at++) matches[at] = at + shift;
        return matches;
    }

    private static List<string> Slice(ContentLines lines, int from, int to) => [.. lines.Keys.Skip(from).Take(to - from)];
}
