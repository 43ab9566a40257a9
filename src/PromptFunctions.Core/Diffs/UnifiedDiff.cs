using System.Globalization;
using System.Text;

namespace PromptFunctions.Core.Diffs;

/// <summary>Writes edits in the unified format that <c>patch</c> takes.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff; empty where there is no edit.</summary>
    public static string Of(IReadOnlyList<Edit> edits, ContentLines from, ContentLines to, string fromName, string toName)
    {
        if (edits.Count == 0) return "";
        var text = new StringBuilder().Append("--- ").Append(fromName).Append("\n+++ ").Append(toName).Append('\n');
        for (var i = 0; i < edits.Count;)
        {
            var last = i;
            while (last + 1 < edits.Count && edits[last + 1].Old - (edits[last].Old + edits[last].Removed) <= 2 * Context) last++;
            Hunk(text, [.. edits.Skip(i).Take(last - i + 1)], from, to);
            i = last + 1;
        }
        return text.ToString();
    }

    private static void Hunk(StringBuilder text, Edit[] edits, ContentLines from, ContentLines to)
    {
        var lead = Math.Min(Context, edits[0].Old);
        var (oldStart, newStart) = (edits[0].Old - lead, edits[0].New - lead);
        var oldEnd = Math.Min(edits[^1].Old + edits[^1].Removed + Context, from.Keys.Count);
        var newEnd = edits[^1].New + edits[^1].Added + (oldEnd - edits[^1].Old - edits[^1].Removed);
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(oldStart, oldEnd)} +{Range(newStart, newEnd)} @@\n");
        var at = oldStart;
        foreach (var edit in edits)
        {
            for (; at < edit.Old; at++) Line(text, ' ', from, at);
            for (; at < edit.Old + edit.Removed; at++) Line(text, '-', from, at);
            for (var i = 0; i < edit.Added; i++) Line(text, '+', to, edit.New + i);
        }
        for (; at < oldEnd; at++) Line(text, ' ', from, at);
    }

    // An empty range names the line before it.
    private static string Range(int start, int end) => (end - start) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        1 => (start + 1).ToString(CultureInfo.InvariantCulture),
        var count => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}"),
    };

    private static void Line(StringBuilder text, char mark, ContentLines lines, int line)
    {
        text.Append(mark).Append(lines.Text(line)).Append('\n');
        if (!lines.IsEnded(line)) text.Append("\\ No newline at end of file\n");
    }
}
