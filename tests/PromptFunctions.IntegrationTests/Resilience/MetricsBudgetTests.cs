using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What recording and folding cost in storage calls. The account is this class's own, so that nothing else has work in it.</summary>
public sealed class MetricsBudgetTests(TwoApps apps) : IClassFixture<TwoApps>
{
    private const int Shards = 8;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_batch_takes_one_storage_call_and_one_for_each_partition_however_many_points_it_has(int versions)
    {
        var prompt = await PrepareAsync();
        var points = Enumerable.Range(0, 1000).Select(i => Measuring.Point(prompt, $"0.0.{1 + (i % versions)}", $"metric{i % 5}", i)).ToList();
        await apps.First.RecordAsync($"{prompt}-warm", points);

        var script = new StorageScript();
        await apps.First.Storage.PlayAsync(script, () => apps.First.RecordAsync(prompt, points));

        Assert.Equal(1 + versions, script.Calls);
    }

    [Fact]
    public async Task A_point_with_an_assignment_counts_in_one_partition_more()
    {
        var prompt = await PrepareAsync();
        var rollout = await Deploying.CreateAsync(apps.First.Api, prompt, "0.0.2", Deploying.Manual);
        MetricPoint[] points = [Measuring.Point(prompt, "0.0.2", "latency", 1, assignment: $"rollout:{rollout.Id}:candidate")];
        await apps.First.RecordAsync($"{prompt}-warm", points);

        var script = new StorageScript();
        await apps.First.Storage.PlayAsync(script, () => apps.First.RecordAsync(prompt, points));

        Assert.Equal(3, script.Calls);
    }

    [Fact]
    public async Task With_nothing_to_do_folding_takes_one_query_for_each_shard()
    {
        // Later than any mark of the other tests is kept.
        var clock = new ShiftedClock { Ahead = TimeSpan.FromMinutes(10) };
        await using var later = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock);
        await later.FoldAsync();

        var script = new StorageScript();
        Assert.Equal(0, await later.Storage.PlayAsync(script, later.FoldAsync));

        Assert.Equal(Shards, script.Calls);
    }

    [Fact]
    public async Task A_target_is_looked_at_as_long_as_points_may_be_on_their_way_and_not_longer()
    {
        var prompt = await PrepareAsync();
        var target = Measuring.Target(prompt, "0.0.1");
        await apps.First.RecordAsync(prompt, [Measuring.Point(prompt, "0.0.1", "latency", 1)]);
        await apps.First.FoldAsync();
        Assert.Contains(target.Key, await apps.MarkedAsync());

        var clock = new ShiftedClock { Ahead = WorkMark.Kept - TimeSpan.FromSeconds(30) };
        await using var later = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock);
        await later.FoldAsync();
        Assert.Contains(target.Key, await apps.MarkedAsync());
        clock.Ahead = WorkMark.Kept + TimeSpan.FromSeconds(30);
        await later.FoldAsync();

        Assert.DoesNotContain(target.Key, await apps.MarkedAsync());
    }

    private async Task<string> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return prompt;
    }
}
