using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PromptFunctions.Bench.Rollouts;

/// <summary>Starts rollouts and reads how they went.</summary>
internal sealed class RolloutApi(Uri address, int hold) : IDisposable
{
    private static readonly int[] Percentages = [5, 25, 50, 75];

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };

    /// <summary>Makes a prompt with a live version and one to roll out.</summary>
    public Task PrepareAsync(string prompt) => PostAsync("/api/import", new
    {
        prompt = new { name = prompt, type = "bench" },
        versions = new[] { new { version = "1.0.0", status = "production", content = "one" }, new { version = "1.1.0", status = "testing", content = "two" } },
    });

    /// <summary>Starts a rollout; gives where it is.</summary>
    public async Task<string> StartAsync(string prompt)
    {
        var steps = Percentages.Select(percentage => (object)new { percentage, hold = $"PT{hold}S" }).Append(new { percentage = 100 });
        var started = await PostAsync($"/api/prompts/{prompt}/deployments", new { version = "1.1.0", strategy = "custom", steps });
        return $"/api/prompts/{prompt}/deployments/{started["id"]}";
    }

    /// <summary>Waits for a rollout's end; looks seldom, because looking costs storage calls too.</summary>
    public async Task<Rollout> FinishAsync(string path)
    {
        await Task.Delay(TimeSpan.FromSeconds(hold * Percentages.Length));
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            var deployment = (await http.GetFromJsonAsync<JsonNode>(path))!;
            if (deployment["endedAt"] is null) continue;
            var started = deployment["steps"]!.AsArray().Select(step => DateTimeOffset.Parse((string)step!["startedAt"]!, CultureInfo.InvariantCulture)).ToList();
            var late = started.Zip(started.Skip(1), (before, next) => next - before - TimeSpan.FromSeconds(hold));
            return new((string?)deployment["status"] == "completed", [.. late]);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> PostAsync(string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
