using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>A test's own prompt, and the steps that many tests begin with.</summary>
public sealed class ApiPrompt(ApiClient api, string name)
{
    public string Name => name;

    public string Path => $"/prompts/{name}";

    public string Versions => $"{Path}/versions";

    public string Version(string version) => $"{Versions}/{version}";

    public Task<ApiResponse> Get(string below = "", params (string Name, string Value)[] headers) => api.Get(Path + below, headers);

    public Task<ApiResponse> Resolve(string query = "") => api.Get($"{Path}/resolve{query}");

    /// <summary>Has the variables filled in.</summary>
    public Task<ApiResponse> Render(object? body = null, params (string Name, string Value)[] headers) => api.Post($"{Path}/render", body, headers);

    public Task<ApiResponse> Validate(string version = "latest") => api.Post($"{Version(version)}/validate");

    /// <summary>Runs the tests with a version.</summary>
    public Task<ApiResponse> RunTests(string version = "latest", params (string Name, string Value)[] headers) => api.Post($"{Version(version)}/test", null, headers);

    public Task<ApiResponse> PutTest(string test, object body, params (string Name, string Value)[] headers) => api.Put($"{Path}/tests/{test}", body, headers);

    public async Task<string> ETag() => (await Get()).ShouldBe(200).ETag!;

    /// <summary>Makes a version, and gives its number.</summary>
    public async Task<string> Create(string content, object? members = null)
    {
        var body = JsonSerializer.SerializeToNode(members ?? new { }, ApiClient.Json)!.AsObject();
        body["content"] = content;
        return (string)(await api.Post(Versions, body)).ShouldBe(201)["version"]!;
    }

    public Task<ApiResponse> Promote(string version, string status, object? members = null)
    {
        var body = JsonSerializer.SerializeToNode(members ?? new { }, ApiClient.Json)!.AsObject();
        body["status"] = status;
        return api.Post($"{Version(version)}/promote", body);
    }

    /// <summary>Takes a version through these statuses.</summary>
    public async Task Promote(string version, params string[] statuses)
    {
        foreach (var status in statuses) (await Promote(version, status)).ShouldBe(200);
    }

    /// <summary>Makes a version and takes it live.</summary>
    public async Task<string> CreateLive(string content)
    {
        var version = await Create(content);
        await Promote(version, "testing", "production");
        return version;
    }

    public async Task Label(string label, string version) => Assert.True((await api.Put($"{Path}/labels/{label}", new { version })).Status is 200 or 201);

    public async Task Branch(string branch, string from) => (await api.Post($"{Path}/branches", new { branch, from })).ShouldBe(201);

    /// <summary>A branch as it is listed.</summary>
    public async Task<JsonNode> BranchAsListed(string branch) =>
        (await Get("/branches")).ShouldBe(200).Items.Single(item => (string?)item["branch"] == branch);

    public Task<ApiResponse> TryDeploy(string version, string strategy, object[]? steps = null, object[]? guardrails = null) =>
        api.Post($"{Path}/deployments", new JsonObject
        {
            ["version"] = version,
            ["strategy"] = strategy,
            ["steps"] = JsonSerializer.SerializeToNode(steps, ApiClient.Json),
            ["guardrails"] = JsonSerializer.SerializeToNode(guardrails, ApiClient.Json),
        });

    /// <summary>Starts a deployment.</summary>
    public async Task<ApiDeployment> Deploy(string version, string strategy, object[]? steps = null, object[]? guardrails = null) =>
        Deployment((await TryDeploy(version, strategy, steps, guardrails)).ShouldBe(202));

    /// <summary>The deployment that an answer shows.</summary>
    public ApiDeployment Deployment(ApiResponse answer) => new(api, this, (string)answer["id"]!);

    /// <summary>What was done to the prompt, newest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> Audit() => (await Get("/audit?limit=1000")).ShouldBe(200).Items;

    /// <summary>The actions of the audit, newest first.</summary>
    public async Task<IReadOnlyList<string?>> Actions() => [.. (await Audit()).Select(entry => (string?)entry["action"])];

    public async Task<JsonNode> Export() => (await Get("/export")).ShouldBe(200).Json;
}
