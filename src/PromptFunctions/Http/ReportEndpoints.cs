using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Metrics.Trends;
using PromptFunctions.Core.Reports;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Reports over HTTP.</summary>
public sealed class ReportEndpoints(ApiEndpoint api, ReportService reports)
{
    /// <summary><c>GET /prompts/{name}/report</c></summary>
    [Function("GetReport")]
    [ApiCall("Reports how a prompt's versions did: as figures, as a page with charts, or to paste", typeof(PerformanceReport), Query = ["days", "format"],
        AlsoMedia = ["text/html", "text/markdown", "text/csv"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> GetReport([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/report")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var query = new ApiQuery(request, "days", ReportFormats.Parameter);
            var format = ReportFormats.Choose(request, query);
            return ReportFormats.Answer(await reports.GetAsync(name, query.Number("days", otherwise: 30, minimum: 1, maximum: TrendService.MostDays), cancellation), format);
        });
}
