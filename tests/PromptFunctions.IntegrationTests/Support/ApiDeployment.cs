using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>A deployment of a test's prompt.</summary>
public sealed class ApiDeployment(ApiClient api, ApiPrompt prompt, string id)
{
    public string Id => id;

    public string Path => $"{prompt.Path}/deployments/{id}";

    public Task<ApiResponse> Get(string query = "") => api.Get(Path + query);

    /// <summary>Gives a command.</summary>
    public Task<ApiResponse> Tell(string command, object? body = null, params (string Name, string Value)[] headers) => api.Post($"{Path}/{command}", body, headers);

    /// <summary>Reports points of the candidate's traffic, all with one value, and as many of the baseline's where one is given.</summary>
    public async Task Report(string metric, double candidate, double? baseline = null, int points = 1000)
    {
        var deployment = (await Get()).ShouldBe(200);
        var batch = Points("candidate", "version", candidate);
        if (baseline is { } value) batch = batch.Concat(Points("baseline", "baseline", value));
        Assert.Empty((await api.Post("/metrics", new { points = batch })).ShouldBe(202)["rejected"]!.AsArray());

        IEnumerable<object> Points(string arm, string version, double value) =>
            Enumerable.Repeat(new { prompt = prompt.Name, version = (string)deployment[version]!, metric, value, assignment = $"rollout:{id}:{arm}" }, points);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ApiResponse> End()
    {
        var ended = (await Get("?wait=60")).ShouldBe(200);
        Assert.NotNull((string?)ended["endedAt"]);
        return ended;
    }

    /// <summary>Waits until it is as wanted.</summary>
    public async Task<ApiResponse> Until(Func<ApiResponse, bool> wanted)
    {
        var last = await Get();
        for (var i = 0; i < 300 && !wanted(last); i++)
        {
            await Task.Delay(100);
            last = await Get();
        }
        Assert.True(wanted(last), last.Text);
        return last;
    }

    /// <summary>Waits for a status.</summary>
    public Task<ApiResponse> Until(string status) => Until(deployment => (string?)deployment["status"] == status);

    /// <summary>Waits for a share of the traffic.</summary>
    public Task<ApiResponse> Until(decimal percentage) => Until(deployment => (decimal?)deployment["percentage"] == percentage);

    /// <summary>What happened to it, oldest first.</summary>
    public static IReadOnlyList<string?> Events(ApiResponse deployment) => [.. deployment["events"]!.AsArray().Select(one => (string?)one!["kind"])];
}
