using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace PromptFunctions.IntegrationTests.Telemetry.Support;

/// <summary>Takes OTLP over HTTP as any collector does, and keeps it.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = new();

    private OtlpCollector(WebApplication app) => this.app = app;

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is.</summary>
    public string Endpoint => app.Urls.First();

    /// <summary>All spans so far.</summary>
    public IReadOnlyList<ExportedSpan> Spans => [.. Bodies("traces").SelectMany(ExportedSpan.Read)];

    /// <summary>The names of all metrics so far.</summary>
    public IReadOnlySet<string> Metrics => Bodies("metrics")
        .SelectMany(body => new ProtoMessage(body).Messages(1)).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))
        .Select(metric => metric.Text(1)).ToHashSet();

    /// <summary>Starts it on a free port.</summary>
    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All that came of a signal (<c>traces</c>, <c>metrics</c>, <c>logs</c>), byte for character.</summary>
    public string Raw(string signal) => string.Concat(Bodies(signal).Select(Encoding.Latin1.GetString));

    /// <summary>Waits for something to have arrived.</summary>
    public async Task<T> WaitAsync<T>(Func<T?> look, string what) where T : class
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(100))
        {
            if (look() is { } found) return found;
        }
        throw new TimeoutException($"{what} did not arrive. Spans: {string.Join(", ", Spans.Select(span => span.Name).Distinct())}.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private IEnumerable<byte[]> Bodies(string signal) => received.Where(one => one.Signal == signal).Select(one => one.Body);

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        received.Enqueue((http.Request.Path.Value!.Split('/')[^1], body.ToArray()));
        http.Response.ContentType = "application/x-protobuf";
    }
}
