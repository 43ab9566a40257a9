using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Serving over HTTP: the hot path.</summary>
public sealed class ServingEndpoints(ApiEndpoint api, ServingService serving)
{
    /// <summary><c>GET /prompts/{name}/resolve</c></summary>
    [Function("ResolvePrompt")]
    [ApiCall("Gives the version to use now, with its content", typeof(ResolveView), Query = ["subject", "label", "version"], Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version"], Role = AppRole.Read)]
    public Task<IResult> ResolvePrompt([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/resolve")] HttpRequest request, string name) =>
        api.ReadAsync(request, (serving, request, name), static call => ResolveAsync(call.serving, call.request, call.name));

    /// <summary><c>GET /prompts/{name}/route</c></summary>
    [Function("GetRoute")]
    [ApiCall("Gives the route, for clients that choose in their own process", typeof(RouteView), Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> GetRoute([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/route")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            return ApiAnswer.Served(await serving.RouteAsync(name, cancellation));
        });

    // Without the request's token: all waiting is bounded by the serving store's patience, and the token costs an allocation.
    private static async ValueTask<ApiAnswer> ResolveAsync(ServingService serving, HttpRequest request, string name)
    {
        Names.RequirePrompt(name);
        var query = new ApiQuery(request, "subject", "label", "version");
        var (subject, label, version) = (query.Text("subject"), query.Text("label"), query.Text("version"));
        if (label is not null && version is not null) throw ProblemException.Invalid("label", "goes without a version.");
        if (subject?.Length > Limits.SubjectCharacters) throw ProblemException.Invalid("subject", $"must have at most {Limits.SubjectCharacters} characters.");
        return ApiAnswer.Served(await serving.ResolveAsync(name, subject, label, version, CancellationToken.None));
    }
}
