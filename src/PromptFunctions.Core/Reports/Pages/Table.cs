namespace PromptFunctions.Core.Reports.Pages;

/// <summary>A table of which the first column names the row.</summary>
internal static class Table
{
    /// <summary>Writes a table that scrolls by itself where it is wider than the page.</summary>
    /// <param name="html">The page.</param>
    /// <param name="label">What it shows, for screen readers.</param>
    /// <param name="columns">The columns' names.</param>
    /// <param name="numbers">The first column of numbers; all that follow are numbers too.</param>
    /// <param name="rows">The cells, and what the style calls the row.</param>
    public static void Write(Markup html, string label, IReadOnlyList<string> columns, int numbers, IEnumerable<(string Style, IReadOnlyList<string> Cells)> rows)
    {
        // What scrolls has to be reached by the keyboard as well.
        html.Add($"""<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table><thead><tr>""");
        for (var i = 0; i < columns.Count; i++) html.Add($"""<th scope="col" class="{(i < numbers ? "text" : "number")}">{columns[i]}</th>""");
        html.Add($"</tr></thead><tbody>\n");
        foreach (var (style, cells) in rows)
        {
            html.Add($"""<tr class="{style}"><th scope="row">{cells[0]}</th>""");
            for (var i = 1; i < cells.Count; i++) html.Add($"""<td class="{(i < numbers ? "text" : "number")}">{cells[i]}</td>""");
            html.Add($"</tr>\n");
        }
        html.Add($"</tbody></table></div>\n");
    }

    /// <summary>The same, folded away under a summary until somebody asks for it.</summary>
    public static void WriteFolded(Markup html, string summary, string label, IReadOnlyList<string> columns, int numbers, IEnumerable<(string Style, IReadOnlyList<string> Cells)> rows)
    {
        html.Add($"<details><summary>{summary}</summary>\n");
        Write(html, label, columns, numbers, rows);
        html.Add($"</details>\n");
    }
}
