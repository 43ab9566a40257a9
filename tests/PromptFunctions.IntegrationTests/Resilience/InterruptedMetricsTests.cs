using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class InterruptedMetricsTests(TwoApps apps)
{
    private static readonly string[] Versions = ["0.0.1", "0.0.2", "0.0.3"];

    [Fact]
    public async Task A_batch_whose_recording_dies_anywhere_is_completed_by_the_next_attempt_and_counts_once()
    {
        var script = new StorageScript();
        var undisturbed = await PrepareAsync();
        await apps.First.Storage.PlayAsync(script, () => apps.First.RecordAsync(undisturbed, Batch(undisturbed)));
        Assert.Equal(1 + Versions.Length, script.Calls);

        for (var k = 0; k <= script.Calls; k++)
        {
            var prompt = await PrepareAsync();
            await Assert.ThrowsAsync<ProcessDiedException>(() => apps.First.Storage.PlayAsync(new() { DieAfter = k }, () => apps.First.RecordAsync(prompt, Batch(prompt))));

            var receipt = await apps.Second.RecordAsync(prompt, Batch(prompt));
            Assert.Equal((prompt, 9), (receipt.BatchId, receipt.Accepted));
            await ExpectAsync(prompt, $"after call {k}");
            await apps.First.RecordAsync(prompt, Batch(prompt));
            await ExpectAsync(prompt, $"after call {k}, sent three times");
        }
    }

    [Fact]
    public async Task A_batch_whose_storage_call_took_effect_without_an_answer_counts_once()
    {
        for (var k = 1; k <= 1 + Versions.Length; k++)
        {
            var prompt = await PrepareAsync();
            await apps.First.Storage.PlayAsync(new() { LoseAnswerOf = k }, () => apps.First.RecordAsync(prompt, Batch(prompt)));
            await ExpectAsync(prompt, $"call {k}");
        }
    }

    [Fact]
    public async Task Folding_that_dies_anywhere_loses_and_doubles_nothing_and_the_next_run_completes_it()
    {
        var script = new StorageScript();
        await FoldAsync(await RecordedAsync(), script);
        Assert.InRange(script.Calls, 6, 12);

        for (var k = 0; k < script.Calls; k++)
        {
            var prompt = await RecordedAsync();
            await Assert.ThrowsAsync<ProcessDiedException>(() => FoldAsync(prompt, new() { DieAfter = k }));
            await ExpectAsync(prompt, $"after call {k}");

            await FoldAsync(prompt, new());
            await ExpectAsync(prompt, $"after call {k} and another run");
            Assert.Equal(0, await apps.UnfoldedAsync(Measuring.Target(prompt, Versions[0])));
        }
    }

    [Fact]
    public async Task Folding_whose_storage_call_took_effect_without_an_answer_counts_once()
    {
        for (var k = 1; k <= 8; k++)
        {
            var prompt = await RecordedAsync();
            await FoldAsync(prompt, new() { LoseAnswerOf = k });
            await ExpectAsync(prompt, $"call {k}");
            Assert.Equal(0, await apps.UnfoldedAsync(Measuring.Target(prompt, Versions[0])));
        }
    }

    [Fact]
    public async Task Two_aggregators_that_meet_on_one_target_count_each_point_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var prompt = await RecordedAsync();
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => FoldAsync(prompt, new(), apps.App(i))));
            await ExpectAsync(prompt, $"round {round}");
            Assert.Equal(0, await apps.UnfoldedAsync(Measuring.Target(prompt, Versions[0])));
        }
    }

    [Fact]
    public async Task Other_content_is_not_told_that_a_batch_was_taken_whose_first_attempt_died()
    {
        var prompt = await PrepareAsync();
        MetricPoint[] other = [Measuring.Point(prompt, Versions[0], "latency", 9)];
        foreach (var k in new[] { 1, 2, 3 })
        {
            await Assert.ThrowsAsync<ProcessDiedException>(() => apps.First.Storage.PlayAsync(new() { DieAfter = k }, () => apps.First.RecordAsync(prompt, Batch(prompt))));
            var refused = await Assert.ThrowsAsync<ProblemException>(() => apps.Second.RecordAsync(prompt, other));
            Assert.Equal(ProblemCodes.IdempotencyKeyReused, refused.Problem);
        }

        var receipt = await apps.Second.RecordAsync(prompt, Batch(prompt));
        Assert.Equivalent(receipt, await apps.First.RecordAsync(prompt, other), strict: true);
        await ExpectAsync(prompt, "after all");
    }

    [Fact]
    public async Task A_writer_that_was_held_up_marks_again_so_that_its_points_are_folded()
    {
        var prompt = await PrepareAsync();
        var target = Measuring.Target(prompt, Versions[0]);
        var (slow, fast) = (new ShiftedClock(), new ShiftedClock { Ahead = WorkMark.Kept + TimeSpan.FromMinutes(1) });
        await using var writer = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: slow);
        await using var aggregator = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: fast);
        await writer.RecordAsync($"{prompt}-warm", [Measuring.Point(prompt, Versions[0], "none", 0, DateTimeOffset.UnixEpoch)]);
        var calls = 0;

        await writer.Storage.PlayAsync(new() { Before = HoldUpAsync }, () => writer.RecordAsync(prompt, [Measuring.Point(prompt, Versions[0], "latency", 1)]));

        Assert.Equal(1, await apps.UnfoldedAsync(target));
        await aggregator.FoldAsync();
        Assert.Equal(0, await apps.UnfoldedAsync(target));

        // Between the registration and the points: the mark is taken for one whose points were folded.
        async Task HoldUpAsync(Azure.Core.Request request)
        {
            if (++calls != 2) return;
            await aggregator.FoldAsync();
            Assert.DoesNotContain(target.Key, await apps.MarkedAsync());
            slow.Ahead = fast.Ahead;
        }
    }

    [Fact]
    public async Task A_mark_that_was_renewed_meanwhile_is_not_cleared()
    {
        var prompt = await PrepareAsync();
        var target = Measuring.Target(prompt, Versions[0]);
        await apps.First.RecordAsync(prompt, [Measuring.Point(prompt, Versions[0], "latency", 1)]);
        await using var aggregator = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: new ShiftedClock { Ahead = WorkMark.Kept + TimeSpan.FromMinutes(1) });
        var renewed = false;

        await aggregator.Storage.PlayAsync(new() { Before = RenewAsync }, aggregator.FoldAsync);

        Assert.True(renewed);
        Assert.Contains(target.Key, await apps.MarkedAsync());

        // The same batch marks in the same place.
        async Task RenewAsync(Azure.Core.Request request)
        {
            if (request.Method != Azure.Core.RequestMethod.Delete || !Uri.UnescapeDataString(request.Uri.ToString()).Contains(target.Key, StringComparison.Ordinal)) return;
            renewed = true;
            await apps.First.RecordAsync(prompt, [Measuring.Point(prompt, Versions[0], "latency", 1)]);
        }
    }

    [Fact]
    public async Task Points_of_a_retry_are_those_of_the_first_attempt_also_where_the_rules_have_changed_since()
    {
        var prompt = await PrepareAsync();
        MetricPoint[] points = [.. Batch(prompt), Measuring.Point(prompt, "0.0.9", "latency", 1), Measuring.Point(prompt, "0.0.1", "score", 5)];
        // The first call asks for the version that there is not, the second registers the batch.
        await Assert.ThrowsAsync<ProcessDiedException>(() => apps.First.Storage.PlayAsync(new() { DieAfter = 2 }, () => apps.First.RecordAsync(prompt, points)));

        (await apps.Second.Api.PostAsync($"prompts/{prompt}/versions", new { content = "x", version = "0.0.9" })).Expect(201);
        (await apps.Second.Api.PutAsync($"prompts/{prompt}", new { metrics = new { score = new { kind = "proportion" } } })).Expect(200);
        var receipt = await apps.Second.RecordAsync(prompt, points);

        Assert.Equal((10, 9, "unknown-version"), (receipt.Accepted, Assert.Single(receipt.Rejected).Index, receipt.Rejected[0].Code));
        Assert.Equal("", await apps.First.FiguresAsync(Measuring.Target(prompt, "0.0.9")));
        Assert.Contains("score  count 1 sum 5", await apps.First.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);
    }

    private static MetricPoint[] Batch(string prompt) =>
        [.. from version in Versions from value in new[] { 1, 2, 6 } select Measuring.Point(prompt, version, value == 6 ? "cost" : "latency", value)];

    private Task<(long Rows, bool IsDone)> FoldAsync(string prompt, StorageScript script, TestApp? app = null) => (app ?? apps.First).Storage.PlayAsync(script, () =>
        (app ?? apps.First).Host.Services.GetRequiredService<TargetFolder>().FoldAsync(Measuring.Target(prompt, Versions[0]), new(DateTimeOffset.UtcNow, DateTimeOffset.MaxValue), CancellationToken.None));

    /// <summary>A prompt with a batch in several rows.</summary>
    private async Task<string> RecordedAsync()
    {
        var prompt = await PrepareAsync();
        foreach (var point in Batch(prompt).Index()) await apps.Second.RecordAsync($"{prompt}-{point.Index}", [point.Item]);
        return prompt;
    }

    private async Task ExpectAsync(string prompt, string when)
    {
        foreach (var version in Versions)
        {
            var totals = (await apps.Second.FiguresAsync(Measuring.Target(prompt, version))).Split('\n').Where(line => line.Contains("  count", StringComparison.Ordinal));
            Assert.True(totals.SequenceEqual([Measuring.Line("cost", null, 1, 6, 6, 6), Measuring.Line("latency", null, 2, 3, 1, 2)]), $"{when}, {version}: {string.Join(", ", totals)}");
        }
    }

    private async Task<string> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        // Both know the prompt and its versions, so that what is counted is recording.
        foreach (var app in new[] { apps.First, apps.Second }) await app.RecordAsync($"{prompt}-{app.GetHashCode()}", Versions.Select(version => Measuring.Point(prompt, version, "none", 0, DateTimeOffset.UnixEpoch)));
        return prompt;
    }
}
