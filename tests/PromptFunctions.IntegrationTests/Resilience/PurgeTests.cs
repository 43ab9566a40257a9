using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Purging;
using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What becomes of answers to idempotency keys, and of purging as a whole. Days are skipped.</summary>
[Collection(PurgeGroup.Name)]
public sealed class PurgeTests(PurgeApps apps)
{
    private readonly string prompt = TwoApps.UniqueName();

    [Fact]
    public async Task A_key_that_is_over_goes_and_can_be_used_again_and_a_younger_one_still_answers_as_the_first_time()
    {
        (await CreateAsync("old", new string('x', 40_000))).Expect(201);
        // A prompt that is not there has answers too, and so have calls without a prompt.
        var nowhere = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync($"prompts/{nowhere}/versions/0.0.1/promote", new { status = "testing" }, "old")).Expect(404);
        (await apps.First.Api.PostAsync("import", Documents.Of(TwoApps.UniqueName(), 1), $"{prompt}-old")).Expect(200);
        Assert.NotEmpty(await apps.KeysAsync(nowhere, "k:"));
        Assert.NotEqual(0, await apps.CallKeysAsync());
        var large = (await apps.BlobsAsync("answers")).Keys;
        apps.Clock.Ahead += TimeSpan.FromHours(20);
        var young = (await CreateAsync("young", "young")).Expect(201);
        apps.Clock.Ahead += TimeSpan.FromHours(5);

        await RunAsync();

        Assert.Single(await apps.KeysAsync(prompt, "k:"));
        Assert.Empty(await apps.KeysAsync(nowhere, "k:"));
        Assert.Equal(0, await apps.CallKeysAsync());
        Assert.Equal(young.Text, (await CreateAsync("young", "young")).Expect(201).Text);
        Assert.NotEqual(young["version"], (await CreateAsync("old", "new")).Expect(201)["version"]);
        Assert.NotEmpty(large);
        apps.NextDay();
        apps.NextDay();
        await RunAsync();
        Assert.Empty((await apps.BlobsAsync("answers")).Keys.Intersect(large));
    }

    [Fact]
    public async Task A_window_of_prompts_goes_on_in_the_next_run()
    {
        string[] several = [$"{prompt}-1", $"{prompt}-2", $"{prompt}-3"];
        foreach (var one in several) (await apps.First.Api.PostAsync($"prompts/{one}/versions", new { type = "report", content = "x" }, "key")).Expect(201);
        apps.NextDay();
        var purge = PurgeApps.Of<AnswerPurge>(apps.First, new() { PromptsPerRun = 1 });
        var left = new List<int> { several.Length };
        while (left[^1] > 0 && left.Count < 100)
        {
            await purge.RunAsync(CancellationToken.None);
            var keys = 0;
            foreach (var one in several) keys += (await apps.KeysAsync(one, "k:")).Count;
            left.Add(keys);
        }

        Assert.Equal([3, 2, 1, 0], left.Distinct());
    }

    [Fact]
    public async Task An_hour_in_which_nothing_is_old_costs_few_storage_calls()
    {
        (await CreateAsync("key", "one")).Expect(201);
        apps.NextDay();
        for (var run = 0; run < 5; run++)
        {
            await RunAsync();
            apps.NextHour();
        }
        var script = new StorageScript();

        await apps.First.Storage.PlayAsync(script, async () =>
        {
            await RunAsync();
            return true;
        });

        // Four cursors read and one written, and of each of eight shards its batches and its plans.
        Assert.Equal(22, script.Calls);
    }

    [Fact]
    public async Task A_kind_that_fails_keeps_no_other_from_being_purged_and_fails_the_run()
    {
        (await CreateAsync("key", "one")).Expect(201);
        apps.NextDay();
        var script = new StorageScript { Before = request => request.Uri.ToString().Contains("orphans", StringComparison.Ordinal) ? throw new InvalidOperationException("On purpose") : Task.CompletedTask };

        var failure = await Assert.ThrowsAsync<AggregateException>(() => apps.First.Storage.PlayAsync(script, async () =>
        {
            await RunAsync();
            return true;
        }));

        Assert.Equal("On purpose", Assert.Single(failure.InnerExceptions).Message);
        Assert.Empty(await apps.KeysAsync(prompt, "k:"));
    }

    private Task<Answer> CreateAsync(string key, string content) => apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content }, key);

    private async Task RunAsync()
    {
        await using DurableTaskClient engine = new SilentEngine();
        await PurgeApps.Of<Purger>(apps.First).RunAsync(new DurableHistories(engine), CancellationToken.None);
    }
}
