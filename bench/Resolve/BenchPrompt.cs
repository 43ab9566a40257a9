using System.Net.Http.Json;

namespace PromptFunctions.Bench.Resolve;

/// <summary>The prompt that is served.</summary>
internal static class BenchPrompt
{
    private const int ContentBytes = 1536;

    /// <summary>Makes a prompt and takes it live; gives the path that serves it.</summary>
    public static async Task<string> PublishAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var content = string.Concat(Enumerable.Repeat("Answer the question {{question}} with the schema {{schema}}.\n", 64))[..ContentBytes];
        await SendAsync("/api/prompts/bench/versions", new { type = "text_to_sql", content });
        await SendAsync("/api/prompts/bench/versions/0.0.1/promote", new { status = "testing" });
        await SendAsync("/api/prompts/bench/versions/0.0.1/promote", new { status = "production" });
        return "/api/prompts/bench/resolve?subject=user-1";

        async Task SendAsync(string path, object body) => (await http.PostAsJsonAsync(path, body)).EnsureSuccessStatusCode();
    }

    /// <summary>What the path answers.</summary>
    public static async Task<byte[]> AnswerAsync(Uri address, string path)
    {
        using var http = new HttpClient { BaseAddress = address };
        return await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));
    }
}
