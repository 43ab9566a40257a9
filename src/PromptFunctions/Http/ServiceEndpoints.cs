using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Health;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>The service's own calls, open to all.</summary>
public sealed class ServiceEndpoints(ApiEndpoint api, HealthService health, OpenApiDocumentProvider openApi)
{
    /// <summary><c>GET /health</c></summary>
    [Function("GetHealth")]
    [ApiCall("Says whether storage is reachable", typeof(HealthView), Role = AppRole.Open)]
    public Task<IResult> GetHealth([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) =>
        api.ReadAsync(request, async cancellation =>
        {
            _ = new ApiQuery(request);
            return ApiAnswer.Read(await health.CheckAsync(cancellation));
        });

    /// <summary><c>GET /openapi.json</c></summary>
    [Function("GetOpenApi")]
    [ApiCall("Gives this description", typeof(object), Role = AppRole.Open)]
    public Task<IResult> GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        api.ReadAsync(request, cancellation =>
        {
            _ = new ApiQuery(request);
            return Task.FromResult(openApi.Answer);
        });
}
