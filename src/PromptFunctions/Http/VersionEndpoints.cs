using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Versions over HTTP.</summary>
public sealed class VersionEndpoints(ApiEndpoint api, VersionService versions, PromotionService promotions, CompareService comparisons)
{
    /// <summary><c>POST /prompts/{name}/versions</c></summary>
    [Function("CreateVersion")]
    [ApiCall("Makes a new draft, and the prompt where its type is given", typeof(CreateVersionRequest), typeof(CreatedVersionView), 201,
        Problems = ["unknown-prompt", "unknown-branch", "version-exists", "format-fixed", "etag-mismatch", "breaking-variables"], Role = AppRole.Write)]
    public Task<IResult> CreateVersion([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/versions")] HttpRequest request, string name) =>
        api.ChangeAsync<CreateVersionRequest, VersionChanged>(
            request, name,
            (body, context, cancellation) => versions.CreateAsync(name, body, context, cancellation),
            Created);

    /// <summary><c>GET /prompts/{name}/versions</c></summary>
    [Function("ListVersions")]
    [ApiCall("Lists a prompt's versions without bodies, highest first", typeof(Page<VersionView>), Query = ["limit", "continuationToken", "status", "branch", "tag"], Problems = ["unknown-prompt", "unknown-branch"], Role = AppRole.Read)]
    public Task<IResult> ListVersions([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/versions")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var query = new ApiQuery(request, "limit", "continuationToken", "status", "branch", "tag");
            var filter = new VersionQuery(Status: query.Choice<VersionStatus>("status"), Branch: query.Text("branch"), Tag: query.Text("tag"));
            return ApiAnswer.Read(await versions.ListAsync(name, query.Page(VersionService.Listing), filter, cancellation));
        });

    /// <summary><c>GET /prompts/{name}/versions/{version}</c></summary>
    [Function("GetVersion")]
    [ApiCall("Gives a version, with its content unless content=false", typeof(VersionView), Query = ["content"], Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version"], Role = AppRole.Read)]
    public Task<IResult> GetVersion([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/versions/{version}")] HttpRequest request, string name, string version) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var wanted = new ApiQuery(request, "content").Flag("content", otherwise: true);
            var found = await versions.GetAsync(name, version, tag => wanted && !ConditionalHeaders.HasCurrent(request, tag), cancellation);
            return ApiAnswer.Read(found.View, found.Tag);
        });

    /// <summary><c>PATCH /prompts/{name}/versions/{version}</c></summary>
    [Function("PatchVersion")]
    [ApiCall("Changes a version's description, tags or metadata, appends to its change log, or changes the content of a draft that was never served",
        typeof(PatchVersionRequest), typeof(VersionView), 200,
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "version-immutable", "format-fixed", "etag-mismatch", "breaking-variables"], Role = AppRole.Write)]
    public Task<IResult> PatchVersion([HttpTrigger(AuthorizationLevel.Function, "patch", Route = "prompts/{name}/versions/{version}")] HttpRequest request, string name, string version) =>
        api.ChangeAsync<PatchVersionRequest, VersionChanged>(
            request, name,
            (body, context, cancellation) => versions.PatchAsync(name, version, body, context, cancellation),
            changed => ApiAnswer.Changed(changed.View, changed.Tag));

    /// <summary><c>POST /prompts/{name}/versions/{version}/promote</c></summary>
    [Function("PromoteVersion")]
    [ApiCall("Takes a version to another status of its lifecycle; to production, it goes live at once", typeof(PromoteRequest), typeof(VersionView), 200,
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "illegal-transition", "rollout-in-progress", "experiment-active", "approval-required", "etag-mismatch", "unresolved-dependencies", "validation-failed", "tests-failed"], Role = AppRole.Deploy)]
    public Task<IResult> PromoteVersion([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/versions/{version}/promote")] HttpRequest request, string name, string version) =>
        api.ChangeAsync<PromoteRequest, VersionChanged>(
            request, name,
            (body, context, cancellation) => promotions.PromoteAsync(name, version, body, context, cancellation),
            changed => ApiAnswer.Changed(changed.View, changed.Tag),
            isDear: true);

    /// <summary><c>POST /prompts/{name}/versions/{version}/approve</c></summary>
    [Function("ApproveVersion")]
    [ApiCall("Notes a second person's consent that a version goes live", typeof(ReasonRequest), typeof(VersionView), 200,
        BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "approval-by-author", "etag-mismatch"], Role = AppRole.Approve)]
    public Task<IResult> ApproveVersion([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/versions/{version}/approve")] HttpRequest request, string name, string version) =>
        api.ChangeAsync<ReasonRequest, VersionChanged>(
            request, name,
            (body, context, cancellation) => promotions.ApproveAsync(name, version, body, context, cancellation),
            changed => ApiAnswer.Changed(changed.View, changed.Tag));

    /// <summary><c>GET /prompts/{name}/compare</c></summary>
    [Function("CompareVersions")]
    [ApiCall("Compares two versions: content by line, variables, metadata, performance", typeof(ComparisonView), Query = ["from", "to"], Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version"], Role = AppRole.Read)]
    public Task<IResult> CompareVersions([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/compare")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            var query = new ApiQuery(request, "from", "to");
            return ApiAnswer.Read(await comparisons.CompareAsync(name, query.Required("from"), query.Required("to"), cancellation));
        });

    /// <summary>The answer to a version that was just made.</summary>
    internal static ApiAnswer Created(VersionChanged created) =>
        ApiAnswer.Changed((CreatedVersionView)created.View, created.Tag, created: true, ApiRoutes.Version(created.View.Prompt, created.View.Version));
}
