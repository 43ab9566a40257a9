using PromptFunctions.Bench.Load;
using PromptFunctions.Bench.Servers;
using Spectre.Console;

namespace PromptFunctions.Bench.Metrics;

/// <summary>What the service holds in memory after each fifth of many points, all of them recorded and folded.</summary>
internal static class MemoryBenchmark
{
    private const double MostGrowth = 1.2;
    private const int Fifths = 5;

    // What waits to be folded is in memory here, so it is folded often.
    private const int SecondsAtOnce = 5;

    public static async Task<bool> RunAsync(MetricsBenchmarkOptions options, string storage, PostedBatches batches)
    {
        await using var app = await ServerProcess.StartAsync("serve-folding", storage);
        var table = new Table().Title($"live heap over {options.Millions:N0} million points, recorded and folded").AddColumns("points folded", "MiB", "to the first");
        var heaps = new List<long>();
        var answered = 0L;
        for (long folded = 0, fifth = 1; fifth <= Fifths; fifth++)
        {
            while (folded < options.Millions * 1_000_000L * fifth / Fifths)
            {
                answered += (await Wrk.RunAsync(app.Address, options.Connections, SecondsAtOnce, batches.Script)).Requests * options.Points;
                folded = await app.AskAsync(MetricsServer.Folded);
                if (folded < answered) throw new InvalidOperationException($"Of {answered} points only {folded} were folded.");
            }
            heaps.Add(await app.InUseAsync());
            table.AddRow($"{folded:N0}", $"{heaps[^1] / 1048576.0:0.0}", $"{heaps[^1] / (double)heaps[0]:0.00}×");
        }
        AnsiConsole.Write(table);
        return Bounds.Report(heaps[^1] <= heaps[0] * MostGrowth);
    }
}
