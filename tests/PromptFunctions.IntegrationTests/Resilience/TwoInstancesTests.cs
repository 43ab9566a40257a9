using System.Diagnostics;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ServingGroup.Name)]
public sealed class TwoInstancesTests(TwoApps apps)
{
    // What a busy machine may add to the cache's time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_promote_is_served_by_its_own_instance_at_once_and_by_the_other_within_the_cache_time()
    {
        var prompt = await PrepareAsync();
        await WarmAsync($"prompts/{prompt}/resolve", "0.0.1");

        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions/0.0.2/promote", new { status = "production" })).Expect(200);

        Assert.Equal("0.0.2", (await apps.First.Api.GetAsync($"prompts/{prompt}/resolve"))["version"]);
        await SoonAsync($"prompts/{prompt}/resolve", answer => answer["version"] == "0.0.2");
    }

    [Theory]
    [InlineData("label=stable")]
    [InlineData("version=stable")]
    public async Task A_moved_label_is_served_by_its_own_instance_at_once_and_by_the_other_within_the_cache_time(string pin)
    {
        var prompt = await PrepareAsync();
        await WarmAsync($"prompts/{prompt}/resolve?{pin}", "0.0.1");

        (await apps.First.Api.PutAsync($"prompts/{prompt}/labels/stable", new { version = "0.0.2" })).Expect(200);

        Assert.Equal("0.0.2", (await apps.First.Api.GetAsync($"prompts/{prompt}/resolve?{pin}"))["version"]);
        await SoonAsync($"prompts/{prompt}/resolve?{pin}", answer => answer["version"] == "0.0.2");
    }

    [Fact]
    public async Task A_removed_label_is_unknown_to_its_own_instance_at_once_and_to_the_other_within_the_cache_time()
    {
        var prompt = await PrepareAsync();
        var path = $"prompts/{prompt}/resolve?label=beta";
        await WarmAsync(path, "0.0.3");

        (await apps.First.Api.DeleteAsync($"prompts/{prompt}/labels/beta")).Expect(204);

        Assert.Equal("unknown-label", (await apps.First.Api.GetAsync(path)).Expect(404).Code);
        await SoonAsync(path, answer => answer.Status == 404);
    }

    [Fact]
    public async Task A_version_taken_down_is_gone_from_its_own_instance_at_once_and_from_the_other_within_the_cache_time()
    {
        var prompt = await PrepareAsync();
        await WarmAsync($"prompts/{prompt}/resolve", "0.0.1");

        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions/0.0.1/promote", new { status = "deprecated" })).Expect(200);

        Assert.Equal("no-live-version", (await apps.First.Api.GetAsync($"prompts/{prompt}/resolve")).Expect(404).Code);
        await SoonAsync($"prompts/{prompt}/resolve", answer => answer.Status == 404);
    }

    [Theory]
    [InlineData("label=beta")]
    [InlineData("version=0.0.3")]
    [InlineData("version=latest")]
    public async Task A_changed_draft_is_served_by_its_own_instance_at_once_and_by_the_other_within_the_cache_time(string pin)
    {
        var prompt = await PrepareAsync();
        await WarmAsync($"prompts/{prompt}/resolve?{pin}", "0.0.3");

        (await apps.First.Api.SendAsync(new(HttpMethod.Patch, $"prompts/{prompt}/versions/0.0.3", new { content = "better" }))).Expect(200);

        Assert.Equal("better", (await apps.First.Api.GetAsync($"prompts/{prompt}/resolve?{pin}"))["content"]);
        await SoonAsync($"prompts/{prompt}/resolve?{pin}", answer => answer["content"] == "better");
    }

    [Fact]
    public async Task A_prompt_that_nobody_asked_for_a_while_is_served_as_it_is_now()
    {
        var prompt = await PrepareAsync();
        await WarmAsync($"prompts/{prompt}/resolve", "0.0.1");
        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions/0.0.2/promote", new { status = "production" })).Expect(200);

        await Task.Delay(TimeSpan.FromSeconds(TwoApps.CacheSeconds + 0.1));

        Assert.Equal("0.0.2", (await apps.Second.Api.GetAsync($"prompts/{prompt}/resolve"))["version"]);
    }

    [Fact]
    public async Task A_failure_of_some_seconds_ago_does_not_make_a_removed_label_resolve_from_memory()
    {
        var prompt = await PrepareAsync();
        var path = $"prompts/{prompt}/resolve?label=beta";
        await using var other = await TestApp.StartAsync(apps.Azurite.ConnectionString, TwoApps.CacheSeconds);
        (await other.Api.GetAsync(path)).Expect(200);
        other.Storage.Always = new() { Before = _ => throw new IOException("The network is down.") };
        await Task.Delay(TimeSpan.FromSeconds(TwoApps.CacheSeconds + 0.1));
        Assert.True((await other.Api.GetAsync(path)).Expect(200).Stale);

        other.Storage.Always = null;
        (await apps.First.Api.DeleteAsync($"prompts/{prompt}/labels/beta")).Expect(204);
        // For so long a failure counts as one of now.
        await Task.Delay(TimeSpan.FromSeconds(TwoApps.CacheSeconds + 6.1));

        Assert.Equal("unknown-label", (await other.Api.GetAsync(path)).Expect(404).Code);
    }

    private async Task<string> PrepareAsync()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        return prompt;
    }

    private async Task WarmAsync(string path, string version)
    {
        foreach (var app in new[] { apps.First, apps.Second }) Assert.Equal(version, (await app.Api.GetAsync(path)).Expect(200)["version"]);
    }

    /// <summary>Asks the other instance until it says what it should; it must say so in time, and never say that it is stale.</summary>
    private async Task SoonAsync(string path, Func<Answer, bool> expected)
    {
        var changed = Stopwatch.StartNew();
        for (Answer answer; !expected(answer = await apps.Second.Api.GetAsync(path)); await Task.Delay(20))
        {
            Assert.False(answer.Expect(200).Stale);
            Assert.True(changed.Elapsed < TimeSpan.FromSeconds(TwoApps.CacheSeconds) + Tolerance, $"After {changed.Elapsed} it still says {answer.Text}");
        }
    }
}
