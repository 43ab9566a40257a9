using Spectre.Console;

namespace PromptFunctions.Bench.Metrics;

/// <summary>
/// How many points a core folds once their rows are read, beside plain sums of the same values. A core's seconds are those that
/// this process was given, so that whatever else the machine does counts little.
/// </summary>
internal static class FoldingBenchmark
{
    private const double LeastThroughput = 2_000_000;
    private const int Points = 200_000;

    public static bool Run(MetricsBenchmarkOptions options)
    {
        var table = new Table().Title("folding, points a second of a core").AddColumns("", "plain sums", "FoldPlan", "", "bound");
        var good = true;
        foreach (var size in new[] { options.Points, 10 }.Distinct())
        {
            var rows = new FoldedRows(Points, size);
            var (sums, folds) = (new List<double>(), new List<double>());
            // Until the compiler has seen what is hot.
            foreach (var all in new[] { rows.Sum, rows.Fold }) Measure(all, options);
            for (var round = 0; round < options.Rounds; round++)
            {
                sums.Add(Measure(rows.Sum, options));
                folds.Add(Measure(rows.Fold, options));
            }
            var (sum, fold) = (Median(sums), Median(folds));
            table.AddRow($"batches of {size:N0}", $"{sum:N0}", $"{fold:N0}", $"{fold / sum:0.00}×", $"≥ {LeastThroughput:N0}");
            good &= fold >= LeastThroughput;
        }
        AnsiConsole.Write(table);
        return Bounds.Report(good);
    }

    /// <summary>Does something with all points for some time; gives how many it did in a second.</summary>
    private static double Measure(Action all, MetricsBenchmarkOptions options)
    {
        var (times, start) = (0L, Environment.CpuUsage.TotalTime);
        TimeSpan spent;
        do
        {
            all();
            times++;
            spent = Environment.CpuUsage.TotalTime - start;
        }
        while (spent < TimeSpan.FromSeconds(options.Seconds / 4.0));
        return times * Points / spent.TotalSeconds;
    }

    private static double Median(List<double> runs) => runs.Order().ElementAt(runs.Count / 2);
}
