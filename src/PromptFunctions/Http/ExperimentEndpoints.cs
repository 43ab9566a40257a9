using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Planning;
using PromptFunctions.Core.Metrics;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Experiments over HTTP.</summary>
public sealed class ExperimentEndpoints(ApiEndpoint api, ExperimentService experiments, ExperimentStopper stopper, ExperimentPlanner planner)
{
    /// <summary><c>POST /prompts/{name}/experiments</c></summary>
    [Function("CreateExperiment")]
    [ApiCall("Starts to share the traffic out between versions, to find the better one", typeof(CreateExperimentRequest), typeof(ExperimentView), 201,
        Problems = ["unknown-prompt", "unknown-version", "not-deployable", "rollout-in-progress", "experiment-active", "etag-mismatch"], Role = AppRole.Deploy)]
    public Task<IResult> CreateExperiment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/experiments")] HttpRequest request, string name) =>
        api.ChangeAsync<CreateExperimentRequest, ExperimentView>(
            request, name,
            (body, context, cancellation) => experiments.CreateAsync(name, body, context, cancellation),
            created => Changed(created) with { Status = StatusCodes.Status201Created, Location = ApiRoutes.Experiment(name, created.Id) });

    /// <summary><c>GET /prompts/{name}/experiments</c></summary>
    [Function("ListExperiments")]
    [ApiCall("Lists a prompt's experiments, newest first", typeof(Page<ExperimentView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListExperiments([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/experiments")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await experiments.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(ExperimentService.Listing), cancellation)));

    /// <summary><c>GET /prompts/{name}/experiments/{id}</c></summary>
    [Function("GetExperiment")]
    [ApiCall("Gives an experiment with its results as of now, or its final ones", typeof(ExperimentView), Problems = ["unknown-prompt", "unknown-experiment"], Role = AppRole.Read)]
    public Task<IResult> GetExperiment([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/experiments/{id}")] HttpRequest request, string name, string id) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            return ApiAnswer.Read(await experiments.GetAsync(name, id, cancellation));
        });

    /// <summary><c>GET …/experiments/{id}/assignment</c></summary>
    [Function("GetAssignment")]
    [ApiCall("Tells which arm a subject belongs to, the same for ever", typeof(AssignmentView), Query = ["ofSubject"], Problems = ["unknown-prompt", "unknown-experiment"], Role = AppRole.Read)]
    public Task<IResult> GetAssignment([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/experiments/{id}/assignment")] HttpRequest request, string name, string id) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await experiments.AssignAsync(name, id, new ApiQuery(request, "subject").Required("subject"), cancellation)));

    /// <summary><c>POST …/experiments/{id}/stop</c></summary>
    [Function("StopExperiment")]
    [ApiCall("Ends an experiment before its time, and makes an arm live where that is asked for", typeof(StopExperimentRequest), typeof(ExperimentView), 200, BodyIsOptional = true,
        Problems = ["unknown-prompt", "unknown-experiment", "experiment-not-active", "no-winner", "approval-required", "unresolved-dependencies", "etag-mismatch", "validation-failed", "tests-failed"], Role = AppRole.Deploy)]
    public Task<IResult> StopExperiment([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/experiments/{id}/stop")] HttpRequest request, string name, string id) =>
        api.ChangeAsync<StopExperimentRequest, ExperimentView>(
            request, name,
            (body, context, cancellation) => stopper.StopAsync(name, id, body, context, cancellation),
            Changed,
            isDear: true);

    /// <summary><c>GET /prompts/{name}/experiment-plan</c></summary>
    [Function("PlanExperiment")]
    [ApiCall("Tells how many subjects an experiment needs to find a difference", typeof(ExperimentPlan),
        Query = ["kind", "mean", "std", "rate", "effect", "alpha", "power", "tuning"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> PlanExperiment([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/experiment-plan")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation => ApiAnswer.Read(await planner.PlanAsync(name, PlanOf(request), cancellation)));

    private static ExperimentPlanRequest PlanOf(HttpRequest request)
    {
        var query = new ApiQuery(request, "kind", "mean", "std", "rate", "effect", "alpha", "power", "tuning");
        var rate = query.Real("rate");
        query.Required("effect");
        return new(
            query.Choice<MetricKind>("kind") ?? (rate is null ? MetricKind.Mean : MetricKind.Proportion), query.Real("mean"), query.Real("std"), rate,
            query.Real("effect")!.Value, query.Real("alpha") ?? 0.05, query.Real("power") ?? 0.8, query.Real("tuning") ?? new CreateExperimentRequest().Tuning);
    }

    private static ApiAnswer Changed(ExperimentView experiment) => ApiAnswer.Changed(experiment, experiment.Tag);
}
