using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>What tests of deployments begin with.</summary>
internal static class Deploying
{
    /// <summary>A step that waits for a command, and the end.</summary>
    public static object[] Manual { get; } = Steps((10, "manual"));

    /// <summary>Steps with these shares and holds, and the end.</summary>
    public static object[] Steps(params (decimal Percentage, string Hold)[] steps) =>
        [.. steps.Select(step => new { percentage = step.Percentage, hold = step.Hold }), new { percentage = 100 }];

    /// <summary>The call that starts a deployment.</summary>
    public static ApiRequest Create(string prompt, string version, object[] steps, params object[] guardrails) =>
        new(HttpMethod.Post, $"prompts/{prompt}/deployments", new { version, strategy = "custom", steps, guardrails });

    /// <summary>Starts a deployment that nothing drives.</summary>
    public static async Task<RolloutReference> CreateAsync(Api api, string prompt, string version, object[] steps, params object[] guardrails) =>
        new(prompt, (await api.SendAsync(Create(prompt, version, steps, guardrails))).Expect(202)["id"]!);

    /// <summary>Starts a deployment and takes it to where it waits.</summary>
    public static async Task<RolloutReference> RunAsync(TestApp app, string prompt, string version, object[] steps, params object[] guardrails)
    {
        var rollout = await CreateAsync(app.Api, prompt, version, steps, guardrails);
        await app.DriveAsync(rollout);
        return rollout;
    }

    /// <summary>Imports <see cref="Documents.Rich"/>, where 0.0.1 is live.</summary>
    public static async Task<string> ImportAsync(Api api)
    {
        var prompt = TwoApps.UniqueName();
        (await api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return prompt;
    }

    /// <summary>Takes a version live at once.</summary>
    public static async Task PromoteAsync(Api api, string prompt, string version) =>
        (await api.PostAsync($"prompts/{prompt}/versions/{version}/promote", new { status = "production" })).Expect(200);

    /// <summary>The call that gives a deployment a command.</summary>
    public static ApiRequest Command(RolloutReference rollout, string command, string reason = "why") =>
        new(HttpMethod.Post, $"prompts/{rollout.Prompt}/deployments/{rollout.Id}/{command}", new { reason });

    /// <summary>The call that takes a prompt back in an emergency.</summary>
    public static ApiRequest Emergency(string prompt, string reason = "why", string? to = null) =>
        new(HttpMethod.Post, $"prompts/{prompt}/rollback", new { to, reason });
}
