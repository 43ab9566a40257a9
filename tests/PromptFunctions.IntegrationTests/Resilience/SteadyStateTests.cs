using System.Diagnostics;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ServingGroup.Name)]
public sealed class SteadyStateTests(TwoApps apps)
{
    [Theory]
    [InlineData("")]
    [InlineData("?label=beta")]
    [InlineData("?version=0.0.2")]
    public async Task A_thousand_resolves_within_the_cache_time_make_no_storage_call(string query)
    {
        var path = await PrepareAsync(query);
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, cacheSeconds: 60);
        (await app.Api.GetAsync(path)).Expect(200);
        var calls = app.Storage.Calls;

        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => (await app.Api.GetAsync(path)).Expect(200));

        Assert.Equal(calls, app.Storage.Calls);
    }

    [Fact]
    public async Task A_route_in_use_is_read_anew_in_the_background_once_in_half_its_time()
    {
        var path = await PrepareAsync("");
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, cacheSeconds: 1);
        (await app.Api.GetAsync(path)).Expect(200);
        var (calls, watch) = (app.Storage.Calls, Stopwatch.StartNew());

        while (watch.Elapsed < TimeSpan.FromSeconds(3)) (await app.Api.GetAsync(path)).Expect(200);

        Assert.InRange(app.Storage.Calls - calls, 2, (int)(watch.Elapsed / TimeSpan.FromSeconds(0.5)) + 1);
    }

    [Fact]
    public async Task No_request_waits_for_a_read_in_the_background_that_hangs()
    {
        var path = await PrepareAsync("");
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, cacheSeconds: 12);
        (await app.Api.GetAsync(path)).Expect(200);
        var (watch, calls, goOn) = (Stopwatch.StartNew(), app.Storage.Calls, new TaskCompletionSource());
        app.Storage.Always = new() { Before = _ => goOn.Task };
        await Task.Delay(TimeSpan.FromSeconds(6.2));

        while (watch.Elapsed < TimeSpan.FromSeconds(7.5))
        {
            // The read goes on only after the last request: one that waited for it would wait for ever.
            Assert.False((await app.Api.GetAsync(path).WaitAsync(TimeSpan.FromSeconds(30))).Expect(200).Stale);
        }

        Assert.Equal(calls + 1, app.Storage.Calls);
        goOn.SetResult();
        await Task.Delay(100);
        Assert.Equal(TimeSpan.Zero, Floor((await app.Api.GetAsync(path)).Expect(200).Headers.Age));
    }

    // The read that hung counts from when it began.
    private static TimeSpan Floor(TimeSpan? age) => age is { TotalSeconds: < 6 } ? TimeSpan.Zero : age!.Value;

    private async Task<string> PrepareAsync(string query)
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return $"prompts/{prompt}/resolve{query}";
    }
}
