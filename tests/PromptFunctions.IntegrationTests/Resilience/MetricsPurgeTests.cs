using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What becomes of figures and batches as time goes by. Each test's instance has a clock of its own; days are skipped.</summary>
[Collection(ChangesGroup.Name)]
public sealed class MetricsPurgeTests(TwoApps apps) : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private readonly string prompt = TwoApps.UniqueName();
    private TestApp app = null!;

    [Fact]
    public async Task Hours_and_days_go_after_the_retention_time_and_totals_stay()
    {
        await RecordAsync("first", 5);
        await app.FoldAsync();
        clock.Ahead = TimeSpan.FromDays(399);
        await RecordAsync("second", 7);
        await app.FoldAsync();

        clock.Ahead = TimeSpan.FromDays(402);
        await app.PurgeAsync();
        await app.PurgeAsync();

        Assert.Equal(
            ["latency  count 2 sum 12 from 5 to 7", "latency HOUR count 1 sum 7 from 7 to 7", "latency day HOUR count 1 sum 7 from 7 to 7"],
            (await app.FiguresAsync(Measuring.Target(prompt, "0.0.1"))).Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, @" \d{5,} ", " HOUR ")));
        Assert.Single(await apps.KeysAsync(prompt, "h:"));
        Assert.Single(await apps.KeysAsync(prompt, "y:"));
    }

    [Fact]
    public async Task What_tells_that_a_batch_was_written_goes_once_the_batch_is_no_longer_known()
    {
        await RecordAsync("first", 5);
        await app.FoldAsync();
        clock.Ahead = TimeSpan.FromDays(7.5);
        Assert.Equal(1, await apps.SeenAsync(prompt));
        await app.PurgeAsync();
        Assert.Equal(1, await apps.SeenAsync(prompt));

        clock.Ahead = TimeSpan.FromDays(10);
        await app.PurgeAsync();

        Assert.Equal(0, await apps.SeenAsync(prompt));
        Assert.Contains("count 1 sum 5", await app.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);
        // The target is planned for again: its hours grow old too.
        Assert.Single(await apps.PlannedAsync(prompt));
    }

    [Fact]
    public async Task A_batch_id_is_known_for_seven_days_and_means_another_batch_afterwards()
    {
        var first = await RecordAsync("same", 5);
        clock.Ahead = TimeSpan.FromDays(6.9);
        Assert.Equal(first.Accepted, (await RecordAsync("same", 6)).Accepted);
        Assert.Contains("count 1 sum 5", await app.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);

        clock.Ahead = TimeSpan.FromDays(7.1);
        await RecordAsync("same", 6);
        Assert.Contains("latency  count 2 sum 11", await app.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);

        // The end of the first is not the end of the second.
        clock.Ahead = TimeSpan.FromDays(8.5);
        await app.PurgeAsync();
        await RecordAsync("same", 6);
        Assert.Contains("latency  count 2 sum 11", await app.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_whose_mark_was_lost_are_marked_again_and_folded()
    {
        await RecordAsync("first", 5);
        await app.FoldAsync();
        await RecordAsync("second", 7);
        var target = Measuring.Target(prompt, "0.0.1");
        await apps.UnmarkAsync(target);
        clock.Ahead = TimeSpan.FromDays(2);
        await app.FoldAsync();
        Assert.Equal(1, await apps.UnfoldedAsync(target));

        clock.Ahead = TimeSpan.FromDays(10);
        await app.PurgeAsync();
        await app.FoldAsync();

        Assert.Equal(0, await apps.UnfoldedAsync(target));
        Assert.Contains("latency  count 2 sum 12", await app.FiguresAsync(target), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purging_that_dies_anywhere_is_completed_by_the_next_run_and_keeps_every_point()
    {
        var deaths = 0;
        for (var isDone = false; !isDone; deaths++)
        {
            // More than the retention time at once, so that batches, hours and days are old.
            await RecordAsync($"batch-{deaths}", 1);
            await app.FoldAsync();
            clock.Ahead += TimeSpan.FromDays(402);
            var died = await Record.ExceptionAsync(() => app.Storage.PlayAsync(new() { DieAfter = deaths }, app.PurgeAsync));
            Assert.True(died is null or ProcessDiedException or AggregateException, died?.ToString());
            isDone = died is null;
            await app.PurgeAsync();
            Assert.Equal((0, 0), (await apps.SeenAsync(prompt), (await apps.KeysAsync(prompt, "h:")).Count));
            Assert.Contains($"latency  count {deaths + 1} sum", await app.FiguresAsync(Measuring.Target(prompt, "0.0.1")), StringComparison.Ordinal);
        }
        Assert.InRange(deaths, 20, 200);
    }

    public async Task InitializeAsync()
    {
        app = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock);
        (await app.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private Task<MetricsReceipt> RecordAsync(string batch, double value) => app.RecordAsync($"{prompt}-{batch}", [Measuring.Point(prompt, "0.0.1", "latency", value)]);
}
