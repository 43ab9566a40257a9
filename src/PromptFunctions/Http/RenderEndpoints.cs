using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Rendering;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Rendering over HTTP.</summary>
public sealed class RenderEndpoints(ApiEndpoint api, RenderService rendering)
{
    /// <summary><c>POST /prompts/{name}/render</c></summary>
    [Function("RenderPrompt")]
    [ApiCall("Gives the version to use now, with its variables filled in", typeof(RenderRequest), typeof(RenderView), 200, BodyIsOptional = true, ChangesNothing = true,
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "missing-variables", "validation-failed", "unresolved-dependencies"], Role = AppRole.Read)]
    public Task<IResult> RenderPrompt([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/render")] HttpRequest request, string name) =>
        api.AskAsync<RenderRequest>(request, name, async (body, cancellation) => ApiAnswer.Changed(await rendering.RenderAsync(name, body, cancellation)));
}
