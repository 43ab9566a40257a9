using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PromptFunctions.Azurite;
using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Telemetry.Support;

/// <summary>The app in a process of its own, with its own storage, that sends its telemetry to a collector; with secrets planted in each call.</summary>
public sealed class ObservedApp : IAsyncLifetime, IDisposable
{
    public const string Content = "planted-content";
    public const string Variable = "planted-variable";
    public const string Subject = "planted-subject";
    public const string FunctionKey = "planted-function-key";
    public const string IdempotencyKey = "planted-idempotency-key";
    public const string ModelKey = "planted-model-key";
    public const string ModelAnswer = "planted-answer";
    public const string Reason = "planted-reason";

    private AzuriteServer? storage;
    private OtlpCollector? collector;
    private FakeModel? model;
    private HostProcess? host;
    private HttpClient? http;

    internal OtlpCollector Collector => collector!;

    public IReadOnlyCollection<string> Output => host!.Output;

    public async Task InitializeAsync()
    {
        (storage, collector, model) = (await AzuriteServer.StartAsync(new()), await OtlpCollector.StartAsync(), await FakeModel.StartAsync());
        model.On(Content, ModelAnswer);
        host = await HostProcess.StartAsync(storage.ConnectionString, new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "100",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "250",
            ["Logging__LogLevel__Default"] = "Trace",
            ["Models__Endpoint"] = model.Endpoint,
            ["Models__ApiKey"] = ModelKey,
            ["Models__Model"] = "small-1",
            ["Models__Retries"] = "0",
        });
        http = new() { BaseAddress = new($"{host.Address}/") };
    }

    public async Task DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        if (model is not null) await model.DisposeAsync();
        if (collector is not null) await collector.DisposeAsync();
        if (storage is not null) await storage.DisposeAsync();
    }

    public void Dispose() => http?.Dispose();

    /// <summary>Sends a call with a trace and secrets of its own; gives the trace's id and the answer.</summary>
    public async Task<(string TraceId, string SpanId, JsonNode? Answer)> SendAsync(HttpMethod method, string path, object? body = null)
    {
        var (trace, span) = ($"{Guid.NewGuid():N}", $"{Guid.NewGuid():N}"[..16]);
        using var request = new HttpRequestMessage(method, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={FunctionKey}");
        request.Headers.Add("traceparent", $"00-{trace}-{span}-01");
        request.Headers.Add("x-functions-key", FunctionKey);
        if (method == HttpMethod.Post) request.Headers.Add("Idempotency-Key", $"{IdempotencyKey}-{trace}");
        if (body is not null) request.Content = JsonContent.Create(body);
        using var response = await http!.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (trace, span, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>A prompt with a live version and one in testing.</summary>
    public async Task<string> PromptAsync()
    {
        var prompt = TwoApps.UniqueName();
        foreach (var version in (string[])["0.0.1", "0.0.2"])
        {
            await SendAsync(HttpMethod.Post, $"prompts/{prompt}/versions", new { type = "note", content = $"{Content} of {version}: {{{{name}}}}" });
            await SendAsync(HttpMethod.Post, $"prompts/{prompt}/versions/{version}/promote", new { status = "testing", reason = Reason });
        }
        await SendAsync(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.1/promote", new { status = "production", reason = Reason });
        return prompt;
    }
}
