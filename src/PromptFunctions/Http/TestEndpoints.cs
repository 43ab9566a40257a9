using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Validation;
using PromptFunctions.Core.Versions;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Validation and tests of prompts over HTTP.</summary>
public sealed class TestEndpoints(ApiEndpoint api, TestService tests, TestRunner runner, ValidationService validation)
{
    /// <summary><c>POST /prompts/{name}/versions/{version}/validate</c></summary>
    [Function("ValidateVersion")]
    [ApiCall("Looks a version over: template, variables, structure, secrets, dependencies", typeof(AuthoredBody), typeof(ValidationReport), 200, BodyIsOptional = true, ChangesNothing = true,
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version"], Role = AppRole.Read)]
    public Task<IResult> ValidateVersion([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/versions/{version}/validate")] HttpRequest request, string name, string version) =>
        api.AskAsync<AuthoredBody>(request, name, async (_, cancellation) => ApiAnswer.Changed(await validation.ValidateAsync(name, version, cancellation)));

    /// <summary><c>POST /prompts/{name}/versions/{version}/test</c></summary>
    [Function("TestVersion")]
    [ApiCall("Runs the prompt's tests with a version", typeof(AuthoredBody), typeof(TestRunView), 200, BodyIsOptional = true,
        Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> TestVersion([HttpTrigger(AuthorizationLevel.Function, "post", Route = "prompts/{name}/versions/{version}/test")] HttpRequest request, string name, string version) =>
        api.ChangeAsync<AuthoredBody, TestRun>(
            request, name,
            (_, context, cancellation) => runner.RunAsync(name, version, found => context.Preconditions.Require(() => VersionView.TagOf(found)), context.Actor, cancellation),
            run => ApiAnswer.Changed(TestRunView.Of(run)),
            isDear: true);

    /// <summary><c>GET /prompts/{name}/versions/{version}/test</c></summary>
    [Function("GetTestRun")]
    [ApiCall("Gives the last run of the prompt's tests with a version", typeof(TestRunView), Problems = ["unknown-prompt", "unknown-version", "unknown-label", "no-live-version", "unknown-test"], Role = AppRole.Read)]
    public Task<IResult> GetTestRun([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/versions/{version}/test")] HttpRequest request, string name, string version) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            return ApiAnswer.Read(TestRunView.Of(await runner.LastAsync(name, version, cancellation)));
        });

    /// <summary><c>GET /prompts/{name}/tests</c></summary>
    [Function("ListTests")]
    [ApiCall("Lists a prompt's tests", typeof(Page<PromptTest>), Query = ["limit", "continuationToken"], Problems = ["unknown-prompt"], Role = AppRole.Read)]
    public Task<IResult> ListTests([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/tests")] HttpRequest request, string name) =>
        api.ReadAsync(request, name, async cancellation =>
            ApiAnswer.Read(await tests.ListAsync(name, new ApiQuery(request, "limit", "continuationToken").Page(TestService.Listing), cancellation)));

    /// <summary><c>GET /prompts/{name}/tests/{test}</c></summary>
    [Function("GetTest")]
    [ApiCall("Gives a test", typeof(PromptTest), Problems = ["unknown-prompt", "unknown-test"], Role = AppRole.Read)]
    public Task<IResult> GetTest([HttpTrigger(AuthorizationLevel.Function, "get", Route = "prompts/{name}/tests/{test}")] HttpRequest request, string name, string test) =>
        api.ReadAsync(request, name, async cancellation =>
        {
            _ = new ApiQuery(request);
            var found = await tests.GetAsync(name, test, cancellation);
            return ApiAnswer.Read(found, found.TagOf());
        });

    /// <summary><c>PUT /prompts/{name}/tests/{test}</c></summary>
    [Function("PutTest")]
    [ApiCall("Sets a test: variables, and what must hold of the outcome", typeof(PutTestRequest), typeof(PromptTest), 200, AlsoStatus = 201, Problems = ["unknown-prompt", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> PutTest([HttpTrigger(AuthorizationLevel.Function, "put", Route = "prompts/{name}/tests/{test}")] HttpRequest request, string name, string test) =>
        api.ChangeAsync<PutTestRequest, TestSaved>(
            request, name,
            (body, context, cancellation) => tests.PutAsync(name, test, body, context, cancellation),
            saved => ApiAnswer.Changed(saved.Test, saved.Test.TagOf(), saved.Created));

    /// <summary><c>DELETE /prompts/{name}/tests/{test}</c></summary>
    [Function("DeleteTest")]
    [ApiCall("Removes a test", typeof(AuthoredBody), null, 204, BodyIsOptional = true, Problems = ["unknown-prompt", "unknown-test", "etag-mismatch"], Role = AppRole.Write)]
    public Task<IResult> DeleteTest([HttpTrigger(AuthorizationLevel.Function, "delete", Route = "prompts/{name}/tests/{test}")] HttpRequest request, string name, string test) =>
        api.ChangeAsync<AuthoredBody, PromptTest>(
            request, name,
            (_, context, cancellation) => tests.RemoveAsync(name, test, context, cancellation),
            _ => ApiAnswer.NoContent);
}
