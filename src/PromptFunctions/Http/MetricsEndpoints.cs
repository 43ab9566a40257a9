using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Metrics.Trends;
using PromptFunctions.Core.Problems;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Metrics over HTTP.</summary>
public sealed class MetricsEndpoints(ApiEndpoint api, MetricRecorder recorder, MetricsService metrics, TrendService trends)
{
    /// <summary><c>POST /metrics</c></summary>
    [Function("RecordMetrics")]
    [ApiCall("Records points, each once however often the batch is sent; or one point a line as application/x-ndjson", typeof(RecordMetricsRequest), typeof(MetricsReceipt), 202,
        Line = typeof(MetricPoint), Query = ["batchId"], Role = AppRole.Read)]
    public Task<IResult> RecordMetrics([HttpTrigger(AuthorizationLevel.Function, "post", Route = "metrics")] HttpRequest request) =>
        api.ChangeAsync(request, Limits.RequestBytes, (body, context, cancellation) =>
        {
            var format = PointFormats.Of(request, body);
            var batchId = new ApiQuery(request, "batchId").Text("batchId");
            if (batchId is not null && format == PointFormat.Json) throw ProblemException.Invalid("batchId", "stands in the body of a JSON document.");
            return recorder.RecordAsync(body, format, batchId, PointFormats.BatchOf(context(null).Key), cancellation);
        }, receipt => ApiAnswer.Changed(receipt) with { Status = StatusCodes.Status202Accepted }, ["batchId"]);

    /// <summary><c>GET /prompts/{name}/versions/{version}/metrics</c></summary>
    [Function("GetVersionMetrics")]
    [ApiCall("Gives a version's figures, of all time or of a window in whole hours", typeof(VersionMetricsView), Query = ["fromTime", "toTime"],
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version"], Role = AppRole.Read)]
    public Task<IResult> GetVersionMetrics([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/versions/{version}/metrics")] HttpRequest request, string name, string version) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var query = new ApiQuery(request, "from", "to");
            var (from, to) = (query.Time("from"), query.Time("to"));
            if (from >= to) throw ProblemException.Invalid("to", "must be later than from.");
            return ApiAnswer.Read(await metrics.GetAsync(name, version, MetricWindow.Of(from, to), cancellation));
        });

    /// <summary><c>GET /prompts/{name}/trends</c></summary>
    [Function("GetTrends")]
    [ApiCall("Tells how a prompt's metrics went: by version, hour or day", typeof(TrendsView), Query = ["days", "by"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> GetTrends([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/trends")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var query = new ApiQuery(request, "days", "by");
            var days = query.Number("days", otherwise: 30, minimum: 1, maximum: TrendService.MostDays);
            return ApiAnswer.Read(await trends.GetAsync(name, days, query.Choice<TrendInterval>("by") ?? TrendInterval.Version, cancellation));
        });
}
