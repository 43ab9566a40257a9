using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.OpenApi;
using PromptFunctions.Orchestrations;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Deployments over HTTP.</summary>
public sealed class DeploymentEndpoints(ApiEndpoint api, DeploymentService deployments, EmergencyRollback emergency)
{
    /// <summary><c>POST /prompts/{name}/deployments</c></summary>
    [Function("CreateDeployment")]
    [ApiCall("Starts to bring a version live, step by step", typeof(CreateDeploymentRequest), typeof(DeploymentView), 202,
        Problems = ["unknown-prompt", "unknown-version", "not-deployable", "already-live", "rollout-in-progress", "experiment-active", "approval-required", "etag-mismatch"], Role = AppRole.Deploy)]
    public Task<IResult> CreateDeployment(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments")] HttpRequest request, [DurableClient] DurableTaskClient client, string name) =>
        api.ChangeAsync<CreateDeploymentRequest, DeploymentRecord>(
            request, name,
            (body, context, cancellation) => deployments.CreateAsync(name, body, new DurableRolloutEngine(client), context, cancellation),
            created => Changed(created) with { Status = StatusCodes.Status202Accepted, Location = ApiRoutes.Deployment(name, created.Id) });

    /// <summary><c>GET /prompts/{name}/deployments</c></summary>
    [Function("ListDeployments")]
    [ApiCall("Lists a prompt's deployments, newest first", typeof(Page<DeploymentView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListDeployments([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/deployments")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await deployments.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(DeploymentService.Listing), cancellation)));

    /// <summary><c>GET /prompts/{name}/deployments/{id}</c></summary>
    [Function("GetDeployment")]
    [ApiCall("Gives a deployment; with wait, once it has ended or after so many seconds", typeof(DeploymentView), Query = ["wait"], Problems = ["unknown-prompt", "unknown-deployment"], Role = AppRole.Read)]
    public Task<IResult> GetDeployment([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/deployments/{id}")] HttpRequest request, string name, string id) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var wait = new ApiQuery(request, "wait").Number("wait", otherwise: 0, minimum: 0, maximum: 60);
            return ApiAnswer.Read(await deployments.GetAsync(name, id, TimeSpan.FromSeconds(wait), cancellation));
        });

    /// <summary><c>POST /prompts/{name}/rollback</c></summary>
    [Function("RollbackPrompt")]
    [ApiCall("Takes a bad version back now: what is under way is rolled back, else the version before is live again", typeof(RollbackRequest), typeof(DeploymentView), 200,
        BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-version", "nothing-to-roll-back-to", "already-live", "etag-mismatch"], Role = AppRole.Deploy)]
    public Task<IResult> RollbackPrompt(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/rollback")] HttpRequest request, [DurableClient] DurableTaskClient client, string name) =>
        api.ChangeAsync<RollbackRequest, DeploymentRecord>(
            request, name,
            (body, context, cancellation) => emergency.RunAsync(name, body, new DurableRolloutEngine(client), context, cancellation),
            Changed);

    /// <summary>The answer to a deployment that was just changed.</summary>
    internal static ApiAnswer Changed(DeploymentRecord deployment) => ApiAnswer.Changed(new DeploymentView(deployment), DeploymentView.TagOf(deployment));
}
