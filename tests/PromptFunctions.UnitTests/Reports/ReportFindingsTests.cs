using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed class ReportFindingsTests
{
    [Fact]
    public void What_got_worse_comes_first_and_what_did_not_change_last() => Assert.Equal(
        [
            "latency got worse from 1.0.0 to 1.1.0: 200\u00a0ms → 250\u00a0ms (+25.0\u00a0%, p <\u00a00.001).",
            "accuracy got better from 1.0.0 to 1.1.0: 0.9000 → 0.9500 (+5.56\u00a0%, p = 0.012).",
            "tokens changed from 1.0.0 to 1.1.0: 800 → 700 (−12.5\u00a0%, p = 0.002).",
            "No significant difference from 1.0.0 to 1.1.0 in errors.",
        ],
        ReportFindings.Of(Compared(
            Row("accuracy", 0.9, 0.95, 0.012, "to"), Row("errors", 0.1, 0.12, 0.4, null), Row("latency", 200, 250, 1e-9, "from"), Row("tokens", 800, 700, 0.002, null))));

    [Fact]
    public void The_difference_of_two_rates_is_in_points() =>
        Assert.Equal(["errors got worse from 1.0.0 to 1.1.0: 2\u00a0% → 3\u00a0% (+1\u00a0points, p = 0.010)."], ReportFindings.Of(Compared(Row("errors", 0.02, 0.03, 0.01, "from"))).Select(Rounded));

    [Fact]
    public void Many_metrics_without_a_difference_are_counted() => Assert.Equal(
        ["No significant difference from 1.0.0 to 1.1.0 in a, b, c and 2 more."],
        ReportFindings.Of(Compared([.. "abcde".Select(name => Row(name.ToString(), 1, 1, 0.9, null))])));

    [Fact]
    public void A_metric_that_only_one_version_has_is_no_finding() =>
        Assert.Empty(ReportFindings.Of(Compared(new MetricComparison("accuracy", null, Summary(1), null, null, null, null))));

    [Fact]
    public void A_prompt_without_a_live_version_or_points_says_both() =>
        Assert.Equal(["No version is live.", "There are no points in the last 30 days."], Empty.Findings);

    [Fact]
    public void A_live_version_without_points_is_said() => Assert.Equal(
        ["The live version 1.1.0 has no points in the last day."],
        (Compared() with { Days = 1, Comparison = null, Versions = [new(V("1.1.0"), VersionStatus.Production, To, 0, new Dictionary<string, MetricSummary>())] }).Findings);

    [Fact]
    public void The_report_is_the_json_answer()
    {
        var json = JsonSerializer.SerializeToElement(Rich, CoreJson.Options);

        Assert.Equal(
            ["prompt", "type", "description", "generatedAt", "from", "to", "days", "interval", "live", "liveSince", "versions", "metrics", "events", "experiments", "comparison", "findings"],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("rollout", json.GetProperty("events")[0].GetProperty("kind").GetString());
        Assert.Equal(["at", "value", "count", "low", "high"], json.GetProperty("metrics")[0].GetProperty("trend")[0].EnumerateObject().Select(member => member.Name));
        Assert.Equal("1.4.0", json.GetProperty("live").GetString());
    }

    private static string Rounded(string text) => text.Replace("2.00", "2", StringComparison.Ordinal).Replace("3.00", "3", StringComparison.Ordinal).Replace("1.00", "1", StringComparison.Ordinal);

    private static PerformanceReport Compared(params MetricComparison[] rows) => Empty with
    {
        Live = V("1.1.0"),
        Versions = [new(V("1.1.0"), VersionStatus.Production, To, 7, new Dictionary<string, MetricSummary>())],
        Metrics = [new() { Metric = "latency", Unit = "ms" }, new() { Metric = "errors", Kind = MetricKind.Proportion }],
        Comparison = new(V("1.0.0"), V("1.1.0"), rows),
    };

    private static MetricComparison Row(string metric, double from, double to, double p, string? better) =>
        new(metric, Summary(from), Summary(to), to - from, (to - from) / from * 100, p, better);

    private static MetricSummary Summary(double mean) => new(100, mean, mean, mean, mean, 0, mean, mean, mean, mean, To);

    private static VersionNumber V(string text) => VersionNumber.Parse(text);
}
