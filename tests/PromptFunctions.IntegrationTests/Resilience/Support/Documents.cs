namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Documents to import.</summary>
internal static class Documents
{
    /// <summary>
    /// A prompt with something of everything: 0.0.1 live and labelled <c>stable</c>, 0.0.2 in testing, the draft 0.0.3
    /// labelled <c>beta</c>, and the branch <c>concise</c>, which left 0.0.2 and has a version.
    /// </summary>
    public static object Rich(string prompt) => new
    {
        prompt = new { name = prompt, type = "report", description = "before", tags = new[] { "old" } },
        labels = new Dictionary<string, string> { ["stable"] = "0.0.1", ["beta"] = "0.0.3" },
        branches = new[] { new { branch = "concise", @base = "0.0.2", head = "0.0.3-concise.1", counter = 1, ahead = 1 } },
        versions = new object[]
        {
            new { version = "0.0.1", status = "production", content = "one\ntwo\nthree\nfour\nfive\n" },
            new { version = "0.0.2", status = "testing", content = "one\ntwo\nthree\nfour\nfive\n", author = "writer" },
            new { version = "0.0.3", status = "draft", content = "one\ntwo\nthree\nfour\n5\n" },
            new { version = "0.0.3-concise.1", status = "draft", branch = "concise", content = "1\ntwo\nthree\nfour\nfive\n" },
        },
    };

    /// <summary>A prompt with the versions 0.0.1 to 0.0.{count}, drafts unless told otherwise.</summary>
    public static object Of(string prompt, int count, Func<int, string>? status = null, Func<int, string[]>? tags = null, Func<int, string>? content = null) => new
    {
        prompt = new { name = prompt, type = "report" },
        versions = Enumerable.Range(1, count).Select(number => new
        {
            version = $"0.0.{number}",
            status = status?.Invoke(number) ?? "draft",
            tags = tags?.Invoke(number) ?? [],
            content = content?.Invoke(number) ?? $"content {number}",
        }),
    };
}
