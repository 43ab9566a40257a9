using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Prompts;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Prompts over HTTP.</summary>
public sealed class PromptEndpoints(ApiEndpoint api, PromptService prompts)
{
    /// <summary><c>PUT /prompts/{name}</c></summary>
    [Function("PutPrompt")]
    [ApiCall("Creates or changes a prompt; members left out keep their value", typeof(PutPromptRequest), typeof(PromptView), 200, AlsoStatus = 201, Problems = ["format-fixed", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> PutPrompt([HttpTrigger(AuthorizationLevel.Function, "put", Route = "prompts/{name}")] HttpRequest request, string name) =>
        api.ChangeAsync<PutPromptRequest, PromptSaved>(
            request, name,
            (body, context, cancellation) => prompts.PutAsync(name, body, context, cancellation),
            saved => ApiAnswer.Changed(saved.Prompt, saved.Prompt.Tag, saved.Created, ApiRoutes.Prompt(name)));

    /// <summary><c>GET /prompts</c></summary>
    [Function("ListPrompts")]
    [ApiCall("Lists prompts by name", typeof(Page<PromptView>), Query = ["limit", "continuationToken", "type", "tag"], Role = AppRole.Read)]
    public Task<IResult> ListPrompts([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts")] HttpRequest request) =>
        api.ReadAsync(request, async cancellation =>
        {
            var query = new ApiQuery(request, "limit", "continuationToken", "type", "tag");
            return ApiAnswer.Read(await prompts.ListAsync(query.Page(PromptService.Listing), query.Text("type"), query.Text("tag"), cancellation));
        });

    /// <summary><c>GET /prompts/{name}</c></summary>
    [Function("GetPrompt")]
    [ApiCall("Gives a prompt with what is live, its labels, branches and counts of versions", typeof(PromptView), Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> GetPrompt([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            return ApiAnswer.Read(await prompts.GetAsync(name, cancellation));
        });
}
