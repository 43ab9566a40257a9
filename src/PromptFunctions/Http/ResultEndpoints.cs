using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments.Recording;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Experiments' results over HTTP.</summary>
public sealed class ResultEndpoints(ApiEndpoint api, ResultRecorder recorder)
{
    /// <summary><c>POST …/experiments/{id}/results</c></summary>
    [Function("RecordResults")]
    [ApiCall("Records results by subject, each once however often the batch is sent", typeof(RecordResultsRequest), typeof(MetricsReceipt), 202,
        Problems = ["unknown-prompt", "unknown-experiment", "experiment-not-active"], Role = AppRole.Read)]
    public Task<IResult> RecordResults([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/experiments/{id}/results")] HttpRequest request, string name, string id) =>
        api.ChangeAsync(request, Limits.RequestBytes, (body, context, cancellation) =>
        {
            Names.RequirePrompt(name);
            if (!body.IsEmpty) RequestBody.RequireJson(request);
            return recorder.RecordAsync(name, id, body, PointFormats.BatchOf(context(null).Key), cancellation);
        }, receipt => ApiAnswer.Changed(receipt) with { Status = StatusCodes.Status202Accepted });
}
