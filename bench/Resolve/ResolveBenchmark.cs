using PromptFunctions.Azurite;
using PromptFunctions.Bench.Load;
using PromptFunctions.Bench.Servers;
using Spectre.Console;

namespace PromptFunctions.Bench.Resolve;

/// <summary>
/// <c>resolve</c> with a warm cache and a 1.5 KB body, beside a bare Kestrel endpoint that returns the same bytes. Both
/// run as processes of their own and take turns, so that whatever else the machine does hits both.
/// </summary>
internal static class ResolveBenchmark
{
    private const double LeastThroughput = 0.6;
    private const double MostLatency = 2;
    private const double MostAllocation = 1024;

    public static async Task<int> RunAsync(ResolveOptions options)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var app = await ServerProcess.StartAsync("serve-app", azurite.ConnectionString);
        var path = await BenchPrompt.PublishAsync(app.Address);
        var body = Path.GetTempFileName();
        await File.WriteAllBytesAsync(body, await BenchPrompt.AnswerAsync(app.Address, path));
        await using var bare = await ServerProcess.StartAsync("serve-bare", body);

        await Wrk.RunAsync(new(bare.Address, path), options.Connections, 3);
        await Wrk.RunAsync(new(app.Address, path), options.Connections, 3);
        var (bareRuns, appRuns) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round < options.Rounds; round++)
        {
            bareRuns.Add(await MeasureAsync(bare, path, options));
            appRuns.Add(await MeasureAsync(app, path, options));
        }
        File.Delete(body);
        return Report(Measurement.Median(bareRuns), Measurement.Median(appRuns));
    }

    private static async Task<Measurement> MeasureAsync(ServerProcess server, string path, ResolveOptions options)
    {
        var before = await server.AllocatedAsync();
        var run = await Wrk.RunAsync(new(server.Address, path), options.Connections, options.Seconds);
        return new(run.RequestsPerSecond, run.P99, (await server.AllocatedAsync() - before) / (double)run.Requests);
    }

    private static int Report(Measurement bare, Measurement app)
    {
        var throughput = app.RequestsPerSecond / bare.RequestsPerSecond;
        var latency = app.P99 / bare.P99;
        var allocation = app.AllocatedBytes - bare.AllocatedBytes;
        AnsiConsole.Write(new Table().Title("resolve, warm cache, 1.5 KB body")
            .AddColumns("", "bare Kestrel", "resolve", "", "bound")
            .AddRow("requests/s", $"{bare.RequestsPerSecond:N0}", $"{app.RequestsPerSecond:N0}", $"{throughput:0.00}×", $"≥ {LeastThroughput}×")
            .AddRow("p99", $"{bare.P99.TotalMilliseconds:0.00} ms", $"{app.P99.TotalMilliseconds:0.00} ms", $"{latency:0.00}×", $"≤ {MostLatency}×")
            .AddRow("allocated a request", $"{bare.AllocatedBytes:N0} B", $"{app.AllocatedBytes:N0} B", $"+{allocation:N0} B", $"≤ +{MostAllocation:N0} B"));
        var good = throughput >= LeastThroughput && latency <= MostLatency && allocation <= MostAllocation;
        AnsiConsole.MarkupLine(good ? "[green]within the bounds[/]" : "[red]out of bounds[/]");
        return good ? 0 : 1;
    }
}
