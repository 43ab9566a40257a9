using System.Diagnostics;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Many subjects that ask one instance all the time what to use.</summary>
internal sealed class Subjects
{
    private readonly List<(TimeSpan Asked, string? Version)> seen = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly Task asking;
    private volatile bool done;

    public Subjects(Api api, string prompt) => asking = AskAsync(api, prompt);

    /// <summary>How long they have been asking.</summary>
    public TimeSpan Now => watch.Elapsed;

    /// <summary>Ends the asking; gives which versions were served to those who asked after a time.</summary>
    public async Task<IReadOnlySet<string?>> ServedAfterAsync(TimeSpan time)
    {
        done = true;
        await asking;
        Assert.Contains(seen, one => one.Asked > time);
        return seen.Where(one => one.Asked > time).Select(one => one.Version).ToHashSet();
    }

    private async Task AskAsync(Api api, string prompt)
    {
        for (var i = 0; !done; i++)
        {
            var asked = watch.Elapsed;
            seen.Add((asked, (await api.GetAsync($"prompts/{prompt}/resolve?subject=user-{i % 200}")).Expect(200)["version"]));
            await Task.Delay(2);
        }
    }
}
