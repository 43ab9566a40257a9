using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Routing;

/// <summary>Serving of one prompt from a storage in memory.</summary>
internal sealed class ServingInMemory : IDisposable
{
    private readonly ManualClock clock = new(Samples.Noon);
    private readonly ServingCaches caches;
    private readonly ServingService serving;

    public ServingInMemory()
    {
        caches = new(Storage, Options.Create(new RoutingOptions()), NullLogger<ServingCaches>.Instance, clock);
        serving = new(caches, clock);
    }

    public ServingStoreInMemory Storage { get; } = new();

    /// <summary>What <c>resolve</c> answers.</summary>
    public async Task<string> JsonAsync(string? subject, string? label = null, string? version = null) =>
        Encoding.UTF8.GetString((await serving.ResolveAsync("p", subject, label, version, default)).Answer.Body.Span);

    /// <summary>The problem that <c>resolve</c> ends in.</summary>
    public async Task<ProblemCode> ProblemAsync(string? subject, string? label = null) =>
        (await Assert.ThrowsAsync<ProblemException>(() => JsonAsync(subject, label))).Problem;

    /// <summary>Whether <c>resolve</c> answers without any waiting.</summary>
    public bool IsReady(string? subject) => IsReady(serving.ResolveAsync("p", subject, null, null, default));

    /// <summary>Lets the time pass for which routes are kept.</summary>
    public void Expire() => clock.Advance(TimeSpan.FromSeconds(3));

    public void Dispose() => caches.Dispose();

    /// <summary>The answer that a version has, word by word.</summary>
    public static string Answer(string version, string reason, string? assignment, bool stale = false, long revision = 7)
    {
        var assigned = assignment is null ? "null" : $"\"{assignment}\"";
        var content = $"""
            "format":"text","content":"{version}","contentHash":"{Routes.Served(version).ContentHash}"
            """;
        return $$"""{"prompt":"p","version":"{{version}}",{{content}},"reason":"{{reason}}","assignment":{{assigned}},"revision":{{revision}},"stale":{{(stale ? "true" : "false")}}}""";
    }

    private static bool IsReady(ValueTask<Served> answer) => answer.IsCompletedSuccessfully;
}
