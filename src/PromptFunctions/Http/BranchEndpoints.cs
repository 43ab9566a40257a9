using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Branches over HTTP.</summary>
public sealed class BranchEndpoints(ApiEndpoint api, BranchService branches, MergeService merges)
{
    /// <summary><c>POST /prompts/{name}/branches</c></summary>
    [Function("CreateBranch")]
    [ApiCall("Makes a branch at a version", typeof(CreateBranchRequest), typeof(BranchView), 201, Problems = ["unknown-prompt", "unknown-version", "branch-exists", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> CreateBranch([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/branches")] HttpRequest request, string name) =>
        api.ChangeAsync<CreateBranchRequest, BranchView>(
            request, name,
            (body, context, cancellation) => branches.CreateAsync(name, body, context, cancellation),
            branch => ApiAnswer.Changed(branch, created: true));

    /// <summary><c>GET /prompts/{name}/branches</c></summary>
    [Function("ListBranches")]
    [ApiCall("Lists a prompt's branches besides main", typeof(Page<BranchView>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListBranches([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/branches")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await branches.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(BranchService.Listing), cancellation)));

    /// <summary><c>POST /prompts/{name}/branches/{branch}/merge</c></summary>
    [Function("MergeBranch")]
    [ApiCall("Makes a draft on main with the branch's content, merged by line where main has moved on", typeof(MergeBranchRequest), typeof(CreatedVersionView), 201,
        BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-branch", "nothing-to-merge", "merge-conflict", "etag-mismatch", "breaking-variables"], Role = AppRole.Write)]
    public Task<IResult> MergeBranch([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/branches/{branch}/merge")] HttpRequest request, string name, string branch) =>
        api.ChangeAsync<MergeBranchRequest, VersionChanged>(
            request, name,
            (body, context, cancellation) => merges.MergeAsync(name, branch, body, context, cancellation),
            VersionEndpoints.Created);
}
