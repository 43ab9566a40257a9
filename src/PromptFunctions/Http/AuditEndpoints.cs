using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Common;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>The audit over HTTP.</summary>
public sealed class AuditEndpoints(ApiEndpoint api, AuditService audit)
{
    /// <summary><c>GET /prompts/{name}/audit</c></summary>
    [Function("ListAudit")]
    [ApiCall("Lists every change of a prompt, newest first", typeof(Page<AuditEntry>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListAudit([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/audit")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await audit.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(AuditService.Listing), cancellation)));
}
