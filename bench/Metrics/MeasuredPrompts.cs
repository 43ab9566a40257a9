using System.Net.Http.Json;

namespace PromptFunctions.Bench.Metrics;

/// <summary>The prompts that points are of: three, each with the version from before and a new one.</summary>
internal static class MeasuredPrompts
{
    /// <summary>Their names and versions.</summary>
    public static readonly IReadOnlyList<(string Prompt, string Version)> All =
        [.. from prompt in new[] { "text-to-sql", "summarize-ticket", "answer-question" } from version in new[] { "0.0.1", "0.0.2" } select (prompt, version)];

    /// <summary>Makes them.</summary>
    public static async Task PublishAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        foreach (var (prompt, version) in All)
        {
            var content = $"Answer the question {{{{question}}}}. This is version {version}.";
            (await http.PostAsJsonAsync($"/api/prompts/{prompt}/versions", new { type = "text_to_sql", content })).EnsureSuccessStatusCode();
        }
    }
}
