using PromptFunctions.Core.Reports;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed class MarkdownReportTests
{
    [Theory]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\r\nb", "a b")]
    [InlineData("<b>&", "&lt;b&gt;&amp;")]
    [InlineData("`x` *y* [z](u)", "\\`x\\` \\*y\\* \\[z\\](u)")]
    [InlineData("response_time", "response_time")]
    [InlineData("_x_", "\\_x\\_")]
    [InlineData("# x", "\\# x")]
    [InlineData("- x", "\\- x")]
    [InlineData("\\|", "\\\\\\|")]
    [InlineData("a\u0001", "a\ufffd")]
    public void A_text_stays_text_on_one_line(string text, string escaped) => Assert.Equal(escaped, MarkdownReport.Escape(text));

    [Fact]
    public void Every_row_of_a_table_has_its_columns()
    {
        foreach (var report in (PerformanceReport[])[Rich, HostileTexts, Crowded, OnePoint])
        {
            var tables = MarkdownReport.Render(report).Split("\n\n").Where(block => block.StartsWith('|')).Select(block => block.TrimEnd().Split('\n')).ToList();

            Assert.NotEmpty(tables);
            Assert.All(tables, table => Assert.Single(table.Select(Bars).Distinct()));
        }

        static int Bars(string row) => row.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|');
    }

    [Fact]
    public void The_figures_are_there()
    {
        var report = Rich;
        var text = MarkdownReport.Render(report);

        Assert.StartsWith("# text_to_sql: performance of the last 30 days\n\nTurns a question", text, StringComparison.Ordinal);
        Assert.Contains("**Live:** 1.4.0, since 11 Mar 2030, 09:32 UTC", text, StringComparison.Ordinal);
        Assert.All(report.Findings, finding => Assert.Contains($"\n- {MarkdownReport.Escape(finding)}", text, StringComparison.Ordinal));
        Assert.Contains($"| 1.4.0 | 6,000 | {Figures.Number(report.Metrics[1].Distributions[^1].Mean)} |", text, StringComparison.Ordinal);
        Assert.Contains("| Rollback to 1.2.0 | 4 Mar, 21:32 | Guardrail error_rate. |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_has_its_sentence_and_its_tables()
    {
        var text = MarkdownReport.Render(Rich);

        Assert.Contains($"## Experiment: Shorter instructions\n\n**{MarkdownReport.Escape(ShorterInstructions.Recommendation)}**", text, StringComparison.Ordinal);
        Assert.Contains("| Metric | Arm | Verdict | Difference |", text, StringComparison.Ordinal);
        Assert.Contains("| error_rate | treatment | better | ", text, StringComparison.Ordinal);
        Assert.Contains("## Experiment: \\=1+1\"&gt;&lt;script&gt;", MarkdownReport.Render(HostileTexts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_prompt_without_points_says_so() =>
        Assert.Contains("- There are no points in the last 30 days.", MarkdownReport.Render(Empty), StringComparison.Ordinal);
}
