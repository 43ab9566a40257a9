using PromptFunctions.Azurite;
using PromptFunctions.Bench.Servers;

namespace PromptFunctions.Bench.Metrics;

/// <summary>Recording and folding points: throughput, storage calls and memory.</summary>
internal static class MetricsBenchmark
{
    public static async Task<int> RunAsync(MetricsBenchmarkOptions options)
    {
        var good = FoldingBenchmark.Run(options);
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var app = await ServerProcess.StartAsync("serve-app", azurite.ConnectionString);
        await MeasuredPrompts.PublishAsync(app.Address);
        using var batches = new PostedBatches(options.Points);
        good &= await RecordingBenchmark.RunAsync(options, azurite.ConnectionString, app, batches);
        if (options.Millions > 0) good &= await MemoryBenchmark.RunAsync(options, azurite.ConnectionString, batches);
        return good ? 0 : 1;
    }
}
