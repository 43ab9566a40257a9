using System.Collections.Concurrent;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class KilledProcessTests(TwoApps apps)
{
    [Fact]
    public async Task A_process_killed_in_a_storm_of_creates_leaves_no_gap_and_no_half_version_and_the_retries_complete_it()
    {
        const int Creates = 120, KilledAfter = 25;
        var prompt = TwoApps.UniqueName();
        var answered = new ConcurrentDictionary<int, Answer>();
        var enough = new TaskCompletionSource();

        await using (var killed = await HostProcess.StartAsync(apps.Azurite.ConnectionString))
        {
            var storm = Parallel.ForAsync(0, Creates, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            {
                if (await TryCreateAsync(killed.Api, prompt, number) is { } answer) answered[number] = answer;
                if (answered.Count >= KilledAfter) enough.TrySetResult();
            });
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
            killed.Kill();
            await storm;
        }
        Assert.InRange(answered.Count, KilledAfter, Creates - 1);

        await using var restarted = await HostProcess.StartAsync(apps.Azurite.ConnectionString);
        await PromptState.ReadAsync(restarted.Api, prompt);
        await CheckAsync(restarted.Api, prompt);

        var retried = await Task.WhenAll(Enumerable.Range(0, Creates).Select(async number => (number, answer: (await CreateAsync(restarted.Api, prompt, number)).Expect(201))));

        Assert.All(retried.Where(retry => answered.ContainsKey(retry.number)), retry => Assert.Equal(answered[retry.number].Text, retry.answer.Text));
        Assert.Equal(Creates, retried.Select(retry => retry.answer["version"]).Distinct().Count());
        Assert.Equal(Creates, await CheckAsync(restarted.Api, prompt));
    }

    private static Task<Answer> CreateAsync(Api api, string prompt, int number) =>
        api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = $"content {number}" }, $"create-{number}");

    private static async Task<Answer?> TryCreateAsync(Api api, string prompt, int number)
    {
        try
        {
            return (await CreateAsync(api, prompt, number)).Expect(201);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Checks that there is no gap, and that each version has its content and one audit entry; gives how many there are.</summary>
    private static async Task<int> CheckAsync(Api api, string prompt)
    {
        var versions = await api.VersionsAsync(prompt);
        Assert.Equal(Enumerable.Range(1, versions.Count).Reverse().Select(number => $"0.0.{number}"), versions);
        var audit = await api.ListAsync($"prompts/{prompt}/audit");
        Assert.Equal(versions, audit.Select(entry => entry["target"]!.GetValue<string>()));
        var contents = await Task.WhenAll(versions.Select(async version => (await api.GetAsync($"prompts/{prompt}/versions/{version}")).Expect(200)["content"]));
        Assert.Equal(versions.Count, contents.Distinct().Count());
        return versions.Count;
    }
}
