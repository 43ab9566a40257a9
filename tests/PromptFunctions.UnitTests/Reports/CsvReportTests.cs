using System.Globalization;
using System.Text;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using static PromptFunctions.UnitTests.Reports.SampleReports;

namespace PromptFunctions.UnitTests.Reports;

public sealed class CsvReportTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-cmd", "'-cmd")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData(" =1", "' =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a;=1", "\"a;=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a=b-c", "a=b-c")]
    [InlineData("정확도", "정확도")]
    [InlineData("", "")]
    public void A_text_never_becomes_a_formula(string text, string cell) => Assert.Equal(cell, CsvReport.Text(text));

    [Fact]
    public void Negative_numbers_stay_numbers()
    {
        var rows = Read(CsvReport.Render(Extreme));
        var negative = rows.Where(row => row["metric"] == "negative").ToList();

        Assert.NotEmpty(negative);
        Assert.All(negative, row => Assert.True(double.Parse(row["mean"], CultureInfo.InvariantCulture) < -1000));
    }

    [Fact]
    public void Every_version_interval_and_event_has_its_row()
    {
        var report = Rich;
        var rows = Read(CsvReport.Render(report));

        Assert.Equal(report.Versions.Sum(version => version.Metrics.Count), rows.Count(row => row["row"] == "version"));
        Assert.Equal(report.Metrics.Sum(metric => metric.Trend.Count), rows.Count(row => row["row"] == "trend"));
        Assert.Equal(report.Events.Select(happened => happened.Detail), rows.Where(row => row["row"] == "event").Select(row => row["detail"]));
    }

    [Fact]
    public void Experiments_have_rows_of_their_own_and_the_first_columns_stay()
    {
        var csv = CsvReport.Render(Rich);
        var rows = Read(csv);

        Assert.StartsWith("row,prompt,metric,goal,kind,unit,version,status,at,endedAt,count,mean,low,high,std,min,p25,median,p75,p95,p99,max,detail,", csv, StringComparison.Ordinal);
        Assert.Equal(Rich.Experiments.Select(experiment => experiment.Id), rows.Where(row => row["row"] == "experiment").Select(row => row["experiment"]));
        var found = ShorterInstructions.Comparisons.Single(row => row.Metric == "error_rate");
        var cells = rows.Single(row => row["row"] == "comparison" && row["metric"] == "error_rate");
        Assert.Equal(("1.3.0", "better", "treatment", "proportion"), (cells["version"], cells["status"], cells["arm"], cells["kind"]));
        double?[] figures = [found.Difference, found.Interval![0], found.Interval[1], found.AdjustedPValue];
        Assert.Equal(figures, new[] { "mean", "low", "high", "adjustedPValue" }.Select(column => (double?)double.Parse(cells[column], CultureInfo.InvariantCulture)));
        Assert.Equal(ShorterInstructions.Looks.Count, rows.Count(row => row["row"] == "look" && row["metric"] == "error_rate"));
        Assert.Equal(ShorterInstructions.Arms.Select(arm => $"{arm.Subjects}"), rows.Where(row => row["row"] == "arm" && row["metric"] == "error_rate").Select(row => row["subjects"]));
    }

    [Fact]
    public void Numbers_are_exact()
    {
        var report = Rich;
        var row = Read(CsvReport.Render(report)).Single(row => row["row"] == "version" && row["version"] == "1.4.0" && row["metric"] == "response_time");

        var summary = report.Versions[^1].Metrics["response_time"];
        Assert.Equal(summary, new MetricSummary(
            long.Parse(row["count"], CultureInfo.InvariantCulture), Number("min"), Number("max"), Number("mean"), Number("median"), Number("std"),
            Number("p25"), Number("p75"), Number("p95"), Number("p99"), summary.LastUpdated));
        Assert.Equal(("minimize", "mean", "ms", "production"), (row["goal"], row["kind"], row["unit"], row["status"]));

        double Number(string column) => double.Parse(row[column], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Hostile_texts_stay_in_their_cells()
    {
        var report = HostileTexts;
        var rows = Read(CsvReport.Render(report));

        Assert.Contains(rows, row => row["metric"] == "'=HYPERLINK(\"x\")|`a`*b*");
        Assert.StartsWith("'=1+1", rows.Single(row => row["row"] == "experiment")["detail"], StringComparison.Ordinal);
        Assert.All(rows.Where(row => row["row"] is "comparison" or "look" or "arm"), row => Assert.StartsWith("'=", row["metric"], StringComparison.Ordinal));
        Assert.Equal(report.Events[0].Detail, rows.Single(row => row["row"] == "event")["detail"]);
    }

    /// <summary>Reads a table as RFC 4180 has it; every row has as many cells as the first.</summary>
    private static List<Dictionary<string, string>> Read(string csv)
    {
        var rows = new List<List<string>> { new() };
        var cell = new StringBuilder();
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"')
            {
                for (i++; csv[i] != '"' || (i + 1 < csv.Length && csv[i + 1] == '"'); i++) cell.Append(csv[i] == '"' ? csv[i++] : csv[i]);
            }
            else if (csv[i] is ',' or '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (csv[i] == ',') continue;
                Assert.Equal('\n', csv[++i]);
                rows.Add([]);
            }
            else
            {
                cell.Append(csv[i]);
            }
        }
        Assert.Empty(rows[^1]);
        return [.. rows.Skip(1).SkipLast(1).Select(row =>
        {
            Assert.Equal(rows[0].Count, row.Count);
            return rows[0].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second);
        })];
    }
}
