using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.OpenApi;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.Http;

/// <summary>Commands to deployments over HTTP.</summary>
public sealed class DeploymentCommandEndpoints(ApiEndpoint api, DeploymentCommander commander)
{
    /// <summary><c>POST …/deployments/{id}/pause</c></summary>
    [Function("PauseDeployment")]
    [DeploymentCall("Keeps the share that the candidate has")]
    public Task<IResult> PauseDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/pause")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Pause);

    /// <summary><c>POST …/deployments/{id}/resume</c></summary>
    [Function("ResumeDeployment")]
    [DeploymentCall("Goes on with the rest of the hold")]
    public Task<IResult> ResumeDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/resume")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Resume);

    /// <summary><c>POST …/deployments/{id}/advance</c></summary>
    [Function("AdvanceDeployment")]
    [DeploymentCall("Ends the hold now; guardrails are looked at as at the end of any hold")]
    public Task<IResult> AdvanceDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/advance")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Advance);

    /// <summary><c>POST …/deployments/{id}/complete</c></summary>
    [Function("CompleteDeployment")]
    [DeploymentCall("Goes live now, whatever guardrails say")]
    public Task<IResult> CompleteDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/complete")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Complete);

    /// <summary><c>POST …/deployments/{id}/abort</c></summary>
    [Function("AbortDeployment")]
    [DeploymentCall("Gives the deployment up: all traffic returns to the baseline")]
    public Task<IResult> AbortDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/abort")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Abort);

    /// <summary><c>POST …/deployments/{id}/rollback</c></summary>
    [Function("RollbackDeployment")]
    [DeploymentCall("Takes the deployment back; for a completed one, answers the new deployment that did", "nothing-to-roll-back-to")]
    public Task<IResult> RollbackDeployment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/deployments/{id}/rollback")] HttpRequest request, [DurableClient] DurableTaskClient client, string name, string id) =>
        RunAsync(request, client, name, id, DeploymentCommand.Rollback);

    private Task<IResult> RunAsync(HttpRequest request, DurableTaskClient client, string name, string id, DeploymentCommand command, [CallerMemberName] string function = "") =>
        api.ChangeAsync<ReasonRequest, DeploymentRecord>(
            request, name,
            (body, context, cancellation) => commander.RunAsync(name, id, command, body, new DurableRolloutEngine(client), context, cancellation),
            DeploymentEndpoints.Changed,
            function: function);
}
