using DiffPlex;

namespace PromptFunctions.Core.Diffs;

/// <summary>
/// The edits that turn some lines into others, by Myers' algorithm (1986). Its time is the product of the lines and the
/// edits, so long inputs are first cut at lines that occur once on both sides (patience, Bram Cohen); what is still too
/// long between two cuts is given as replaced.
/// </summary>
public static class LineDiff
{
    private const int Most = 4000;

    // Texts can be made so that each cut allows just one more.
    private const int MostCuts = 16;

    /// <summary>The edits in order; empty where both are the same.</summary>
    public static IReadOnlyList<Edit> Of(IReadOnlyList<string> old, IReadOnlyList<string> @new)
    {
        var edits = new List<Edit>();
        Compare([.. old], [.. @new], 0, 0, edits, 0);
        return edits;
    }

    private static void Compare(string[] old, string[] @new, int oldAt, int newAt, List<Edit> edits, int cuts)
    {
        var prefix = old.AsSpan().CommonPrefixLength(@new);
        (old, @new, oldAt, newAt) = (old[prefix..], @new[prefix..], oldAt + prefix, newAt + prefix);
        var suffix = 0;
        while (suffix < Math.Min(old.Length, @new.Length) && old[^(suffix + 1)] == @new[^(suffix + 1)]) suffix++;
        (old, @new) = (old[..^suffix], @new[..^suffix]);

        if (old.Length == 0 && @new.Length == 0) return;
        if (old.Length == 0 || @new.Length == 0) edits.Add(new(oldAt, old.Length, newAt, @new.Length));
        else if (old.Length + @new.Length <= Most) Myers(old, @new, oldAt, newAt, edits);
        else Patience(old, @new, oldAt, newAt, edits, cuts);
    }

    private static void Myers(string[] old, string[] @new, int oldAt, int newAt, List<Edit> edits)
    {
        // The pieces are the lines themselves, so the texts only carry them through the library's interface.
        var pieces = new Queue<string[]>([old, @new]);
        var result = new Differ().CreateCustomDiffs("old", "new", ignoreWhiteSpace: false, ignoreCase: false, _ => pieces.Dequeue());
        foreach (var block in result.DiffBlocks)
            edits.Add(new(oldAt + block.DeleteStartA, block.DeleteCountA, newAt + block.InsertStartB, block.InsertCountB));
    }

    private static void Patience(string[] old, string[] @new, int oldAt, int newAt, List<Edit> edits, int cuts)
    {
        var anchors = cuts < MostCuts ? Anchors(old, @new) : [];
        if (anchors.Count == 0)
        {
            edits.Add(new(oldAt, old.Length, newAt, @new.Length));
            return;
        }
        var (lastOld, lastNew) = (0, 0);
        foreach (var (o, n) in anchors.Append((old.Length, @new.Length)))
        {
            Compare(old[lastOld..o], @new[lastNew..n], oldAt + lastOld, newAt + lastNew, edits, cuts + 1);
            (lastOld, lastNew) = (o, n);
        }
    }

    /// <summary>The longest rising sequence of pairs of lines that occur once on each side.</summary>
    private static List<(int Old, int New)> Anchors(string[] old, string[] @new)
    {
        var (inOld, inNew) = (Unique(old), Unique(@new));
        var pairs = inOld.Where(line => line.Value >= 0 && inNew.GetValueOrDefault(line.Key, -1) >= 0)
            .Select(line => (Old: line.Value, New: inNew[line.Key])).OrderBy(pair => pair.Old).ToList();
        var tails = new List<int>();
        var before = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var at = tails.Count == 0 ? 0 : LowerBound(tails, pairs, pairs[i].New);
            before[i] = at > 0 ? tails[at - 1] : -1;
            if (at == tails.Count) tails.Add(i);
            else tails[at] = i;
        }
        var chain = new List<(int, int)>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i]) chain.Add(pairs[i]);
        chain.Reverse();
        return chain;
    }

    private static int LowerBound(List<int> tails, List<(int Old, int New)> pairs, int value)
    {
        int low = 0, high = tails.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (pairs[tails[middle]].New < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static Dictionary<string, int> Unique(string[] lines)
    {
        var places = new Dictionary<string, int>();
        for (var i = 0; i < lines.Length; i++) places[lines[i]] = places.ContainsKey(lines[i]) ? -1 : i;
        return places;
    }
}
