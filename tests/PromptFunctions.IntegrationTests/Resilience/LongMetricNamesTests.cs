using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>A batch as large as it can be. Its points are never folded: on an account of its own nobody else meets them.</summary>
public sealed class LongMetricNamesTests(TwoApps apps) : IClassFixture<TwoApps>
{
    [Fact]
    public async Task Names_that_one_transaction_does_not_hold_are_written_in_several_and_count_once()
    {
        // 384 bytes a name: the least that a row says of a point is more than a third of a transaction's room in all.
        MetricPoint[] Points(string prompt) => [.. Enumerable.Range(0, 9_000).Select(i => Measuring.Point(prompt, "0.0.1", $"{i:D4}{new string('가', 124)}", i))];
        var script = new StorageScript();
        var undisturbed = await PrepareAsync();
        await apps.First.Storage.PlayAsync(script, () => apps.First.RecordAsync(undisturbed, Points(undisturbed)));
        Assert.InRange(script.Calls, 3, 5);

        for (var k = 1; k < script.Calls; k++)
        {
            var prompt = await PrepareAsync();
            await Assert.ThrowsAsync<ProcessDiedException>(() => apps.First.Storage.PlayAsync(new() { DieAfter = k }, () => apps.First.RecordAsync(prompt, Points(prompt))));
            Assert.Equal(9_000, (await apps.Second.RecordAsync(prompt, Points(prompt))).Accepted);
            var figures = await apps.Second.Host.Services.GetRequiredService<MetricReader>().ReadAsync(Measuring.Target(prompt, "0.0.1"), MetricWindow.All, CancellationToken.None);
            Assert.Equal((9_000, 9_000L), (figures.Count, figures.Values.Sum(metric => metric.Values.Count)));
        }
    }

    private async Task<string> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        foreach (var app in new[] { apps.First, apps.Second }) await app.RecordAsync($"{prompt}-{app.GetHashCode()}", [Measuring.Point(prompt, "0.0.1", "none", 0, DateTimeOffset.UnixEpoch)]);
        return prompt;
    }
}
