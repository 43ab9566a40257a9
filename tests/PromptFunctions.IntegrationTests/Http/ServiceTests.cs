using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class ServiceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    /// <summary>The calls of the contract, with the statuses that the story below brings them to.</summary>
    private static readonly Dictionary<(string Method, string Route), int[]> Contract = new()
    {
        [("get", "/health")] = [200],
        [("get", "/openapi.json")] = [200],
        [("get", "/prompts")] = [200],
        [("put", "/prompts/{name}")] = [200, 201],
        [("get", "/prompts/{name}")] = [200],
        [("post", "/prompts/{name}/versions")] = [201],
        [("get", "/prompts/{name}/versions")] = [200],
        [("get", "/prompts/{name}/versions/{version}")] = [200],
        [("patch", "/prompts/{name}/versions/{version}")] = [200],
        [("post", "/prompts/{name}/versions/{version}/promote")] = [200],
        [("post", "/prompts/{name}/versions/{version}/approve")] = [200],
        [("post", "/prompts/{name}/versions/{version}/validate")] = [200],
        [("post", "/prompts/{name}/versions/{version}/test")] = [200],
        [("get", "/prompts/{name}/versions/{version}/test")] = [200],
        [("get", "/prompts/{name}/compare")] = [200],
        [("get", "/prompts/{name}/labels")] = [200],
        [("put", "/prompts/{name}/labels/{label}")] = [200, 201],
        [("delete", "/prompts/{name}/labels/{label}")] = [204],
        [("post", "/prompts/{name}/branches")] = [201],
        [("get", "/prompts/{name}/branches")] = [200],
        [("post", "/prompts/{name}/branches/{branch}/merge")] = [201],
        [("get", "/prompts/{name}/tests")] = [200],
        [("get", "/prompts/{name}/tests/{test}")] = [200],
        [("put", "/prompts/{name}/tests/{test}")] = [200, 201],
        [("delete", "/prompts/{name}/tests/{test}")] = [204],
        [("put", "/prompts/{name}/webhooks/{id}")] = [200, 201],
        [("get", "/prompts/{name}/webhooks")] = [200],
        [("get", "/prompts/{name}/webhooks/{id}")] = [200],
        [("get", "/prompts/{name}/webhooks/{id}/dead-letters")] = [200],
        [("post", "/prompts/{name}/webhooks/{id}/replay")] = [200],
        [("post", "/prompts/{name}/webhooks/{id}/ping")] = [200],
        [("delete", "/prompts/{name}/webhooks/{id}")] = [204],
        [("get", "/prompts/{name}/audit")] = [200],
        [("get", "/prompts/{name}/export")] = [200],
        [("post", "/import")] = [200],
        [("post", "/metrics")] = [202],
        [("get", "/prompts/{name}/versions/{version}/metrics")] = [200],
        [("get", "/prompts/{name}/trends")] = [200],
        [("get", "/prompts/{name}/report")] = [200],
        [("post", "/prompts/{name}/deployments")] = [202],
        [("get", "/prompts/{name}/deployments")] = [200],
        [("get", "/prompts/{name}/deployments/{id}")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/pause")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/resume")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/advance")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/complete")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/abort")] = [200],
        [("post", "/prompts/{name}/deployments/{id}/rollback")] = [200],
        [("post", "/prompts/{name}/rollback")] = [200],
        [("post", "/prompts/{name}/experiments")] = [201],
        [("get", "/prompts/{name}/experiments")] = [200],
        [("get", "/prompts/{name}/experiments/{id}")] = [200],
        [("get", "/prompts/{name}/experiments/{id}/assignment")] = [200],
        [("post", "/prompts/{name}/experiments/{id}/results")] = [202],
        [("post", "/prompts/{name}/experiments/{id}/stop")] = [200],
        [("get", "/prompts/{name}/experiment-plan")] = [200],
        [("get", "/prompts/{name}/resolve")] = [200],
        [("post", "/prompts/{name}/render")] = [200],
        [("get", "/prompts/{name}/route")] = [200],
    };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Health_says_that_storage_is_reachable()
    {
        var health = (await api.Get("/health")).ShouldBe(200);

        Assert.Equal("application/json", health.ContentType);
        Assert.Equal("healthy", (string?)health["status"]);
        Assert.Equal("reachable", (string?)health["storage"]);
    }

    /// <summary>Every answer in every test is held to the description; here each call is made at least once.</summary>
    [Fact]
    public async Task The_description_has_every_call_of_the_contract_and_every_call_answers_as_described()
    {
        var name = ApiClient.UniqueName();
        var path = $"/prompts/{name}";
        await api.Get("/health");
        await api.Get("/openapi.json");
        await api.Put(path, new { type = "note" });
        await api.Put(path, new { description = "d" });
        await api.Get($"/prompts?type={name}");
        await api.Get(path);
        await api.Post($"{path}/versions", new { content = "one" });
        await api.Get($"{path}/versions");
        await api.Get($"{path}/versions/latest");
        await api.Patch($"{path}/versions/latest", new { description = "d" });
        await api.Post($"{path}/versions/latest/validate");
        await api.Put($"{path}/tests/a", new { });
        await api.Put($"{path}/tests/a", new { target = "rendered" });
        await api.Get($"{path}/tests");
        await api.Get($"{path}/tests/a");
        await api.Post($"{path}/versions/latest/test");
        await api.Get($"{path}/versions/latest/test");
        await api.Delete($"{path}/tests/a");
        await api.Post($"{path}/versions/latest/promote", new { status = "testing" });
        await api.Post($"{path}/versions/latest/approve", new { author = "lee" });
        await api.Post($"{path}/versions/latest/promote", new { status = "production" });
        await api.Put($"{path}/labels/a", new { version = "0.0.1" });
        await api.Put($"{path}/labels/a", new { version = "0.0.1" });
        await api.Get($"{path}/labels");
        await api.Delete($"{path}/labels/a");
        await api.Post($"{path}/branches", new { branch = "side", from = "0.0.1" });
        await api.Get($"{path}/branches");
        await api.Post($"{path}/versions", new { content = "two", branch = "side" });
        await api.Post($"{path}/branches/side/merge");
        await api.Get($"{path}/compare?from=0.0.1&to=latest");
        await api.Post("/metrics", new { points = new[] { new { prompt = name, version = "0.0.1", metric = "latency", value = 1 } } });
        await api.Get($"{path}/versions/0.0.1/metrics");
        await api.Get($"{path}/trends");
        await api.Get($"{path}/report");
        await api.Put($"{path}/webhooks/a", new { url = "https://nobody.invalid/in", secret = "0123456789abcdef", enabled = false });
        await api.Put($"{path}/webhooks/a", new { description = "d" });
        await api.Get($"{path}/webhooks");
        await api.Get($"{path}/webhooks/a");
        await api.Get($"{path}/webhooks/a/dead-letters");
        await api.Post($"{path}/webhooks/a/replay");
        await api.Post($"{path}/webhooks/a/ping");
        await api.Delete($"{path}/webhooks/a");
        await api.Get($"{path}/audit");
        var export = await api.Get($"{path}/export");
        await api.Post("/import", export.Bytes);
        await api.Get($"{path}/resolve");
        await api.Post($"{path}/render");
        await api.Get($"{path}/route");
        await DeployAsync(new ApiPrompt(api, name));
        await ExperimentAsync(new ApiPrompt(api, name));

        var operations = api.OpenApi.Description["paths"]!.AsObject()
            .SelectMany(route => route.Value!.AsObject().Select(item => (Method: item.Key, Route: route.Key, Id: (string)item.Value!["operationId"]!))).ToList();
        foreach (var ((method, route), statuses) in Contract)
        {
            var operation = Assert.Single(operations, operation => (operation.Method, operation.Route) == (method, route));
            Assert.All(statuses, status => Assert.True(api.OpenApi.Seen.ContainsKey((operation.Id, status)), $"{method} {route} was not answered {status}"));
        }
    }

    private async Task DeployAsync(ApiPrompt prompt)
    {
        object[] steps = [new { percentage = 10, hold = "manual" }, new { percentage = 20, hold = "manual" }, new { percentage = 100 }];
        foreach (var commands in new string[][] { ["pause", "resume", "advance", "complete", "rollback"], ["abort"] })
        {
            var deployment = await prompt.Deploy(await prompt.Create(string.Join(' ', commands)), "custom", steps);
            await deployment.Until(10);
            foreach (var command in commands) await deployment.Tell(command);
        }
        await prompt.CreateLive("last");
        await api.Post($"{prompt.Path}/rollback");
        await prompt.Get("/deployments");
    }

    private async Task ExperimentAsync(ApiPrompt prompt)
    {
        await prompt.Promote(await prompt.Create("another"), "testing");
        var experiment = await ApiExperiment.Start(api, prompt, new { control = (string?)(await prompt.Get())["live"], treatment = (string?)(await prompt.Get())["latest"] });
        await experiment.Report("control", 2, i => i);
        await experiment.Get();
        await experiment.Assignment("x");
        await experiment.Stop();
        await prompt.Get("/experiments");
        await prompt.Get("/experiment-plan?rate=0.5&effect=0.1");
    }

    [Fact]
    public async Task The_description_is_openapi_3_1_with_a_key_for_all_but_two_calls()
    {
        var description = (await api.Get("/openapi.json")).ShouldBe(200);

        Assert.Equal("application/json", description.ContentType);
        Assert.StartsWith("3.1.", (string?)description["openapi"], StringComparison.Ordinal);
        Assert.Equal("/api", (string?)description["servers"]![0]!["url"]);
        Assert.NotEmpty(description["security"]!.AsArray());
        var open = description["paths"]!.AsObject()
            .Where(route => route.Value!.AsObject().Any(operation => operation.Value!["security"] is { } security && security.AsArray().Count == 0))
            .Select(route => route.Key);
        Assert.Equal(["/health", "/openapi.json"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_and_declares_its_parameters()
    {
        var operations = api.OpenApi.Description["paths"]!.AsObject()
            .SelectMany(route => route.Value!.AsObject().Select(item => (Route: route.Key, Operation: item.Value!))).ToList();

        Assert.Equal(operations.Count, operations.Select(one => (string?)one.Operation["operationId"]).Distinct().Count());
        Assert.All(operations, one =>
        {
            var inPath = one.Operation["parameters"]!.AsArray().Where(parameter => (string?)parameter!["in"] == "path").Select(parameter => $"{{{(string?)parameter!["name"]}}}");
            Assert.Equal(one.Route.Split('/').Where(segment => segment.StartsWith('{')), inPath);
        });
    }
}
