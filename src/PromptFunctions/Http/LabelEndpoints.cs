using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Routing;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Labels over HTTP.</summary>
public sealed class LabelEndpoints(ApiEndpoint api, LabelService labels)
{
    /// <summary><c>GET /prompts/{name}/labels</c></summary>
    [Function("ListLabels")]
    [ApiCall("Lists a prompt's labels", typeof(Page<LabelView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListLabels([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/labels")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await labels.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(LabelService.Listing), cancellation)));

    /// <summary><c>PUT /prompts/{name}/labels/{label}</c></summary>
    [Function("PutLabel")]
    [ApiCall("Points a label at a version", typeof(PutLabelRequest), typeof(LabelView), 200, AlsoStatus = 201, Problems = ["reserved-name", "unknown-prompt", "unknown-version", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> PutLabel([HttpTrigger(AuthorizationLevel.Function, "put", Route = "prompts/{name}/labels/{label}")] HttpRequest request, string name, string label) =>
        api.ChangeAsync<PutLabelRequest, LabelSaved>(
            request, name,
            (body, context, cancellation) => labels.PutAsync(name, label, body, context, cancellation),
            saved => ApiAnswer.Changed(saved.Label, created: saved.Created));

    /// <summary><c>DELETE /prompts/{name}/labels/{label}</c></summary>
    [Function("DeleteLabel")]
    [ApiCall("Removes a label", typeof(AuthoredBody), null, 204, BodyIsOptional = true, Problems = ["reserved-name", "unknown-prompt", "unknown-label", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> DeleteLabel([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "prompts/{name}/labels/{label}")] HttpRequest request, string name, string label) =>
        api.ChangeAsync<AuthoredBody, LabelView>(
            request, name,
            (_, context, cancellation) => labels.RemoveAsync(name, label, context, cancellation),
            _ => ApiAnswer.NoContent);
}
