using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class ParallelChangesTests(TwoApps apps)
{
    private const int Many = 50;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Fifty_parallel_creates_on_one_or_two_instances_give_fifty_versions_without_a_gap_each_audited_once(int instances)
    {
        var prompt = TwoApps.UniqueName();

        var created = await Task.WhenAll(Enumerable.Range(0, Many).Select(number =>
            apps.Api(number % instances).PostAsync($"prompts/{prompt}/versions", new { type = "report", content = $"content {number}" })));

        Assert.All(created, answer => answer.Expect(201));
        var expected = Enumerable.Range(1, Many).Select(number => $"0.0.{number}").ToList();
        Assert.Equal(expected.Order(StringComparer.Ordinal), created.Select(answer => answer["version"]).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Reverse(expected), await apps.First.Api.VersionsAsync(prompt));
        var audit = await apps.First.Api.ListAsync($"prompts/{prompt}/audit");
        Assert.All(audit, entry => Assert.Equal("version.created", entry["action"]!.GetValue<string>()));
        Assert.Equal(expected.Order(StringComparer.Ordinal), audit.Select(entry => entry["target"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        foreach (var answer in created)
        {
            var stored = (await apps.Second.Api.GetAsync($"prompts/{prompt}/versions/{answer["version"]}")).Expect(200);
            Assert.Equal(answer["content"], stored["content"]);
        }
    }

    [Fact]
    public async Task Parallel_creates_on_a_branch_on_two_instances_count_on_without_a_gap()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            apps.Api(number).PostAsync($"prompts/{prompt}/versions", new { branch = "concise", content = $"content {number}" })));

        Assert.All(created, answer => answer.Expect(201));
        Assert.Equal(
            Enumerable.Range(2, 20).Select(number => $"0.0.3-concise.{number}").Order(StringComparer.Ordinal),
            created.Select(answer => answer["version"]).Order(StringComparer.Ordinal));
        await PromptState.ReadAsync(apps.Fresh, prompt);
    }

    [Fact]
    public async Task A_merge_and_an_import_among_parallel_creates_on_two_instances_all_succeed()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);

        var creates = Enumerable.Range(0, 20).Select(number =>
            apps.Api(number).PostAsync($"prompts/{prompt}/versions", new { content = $"one\ntwo\nthree\nfour\n{number}\n" }));
        var merge = apps.First.Api.PostAsync($"prompts/{prompt}/branches/concise/merge");
        var imported = new { prompt = new { name = prompt }, versions = new[] { new { version = "0.0.2-imported", content = "imported" } } };
        var answers = await Task.WhenAll([.. creates, merge, apps.Second.Api.PostAsync("import", imported)]);

        Assert.All(answers, answer => Assert.True(answer.IsSuccess, answer.Text));
        await PromptState.ReadAsync(apps.Fresh, prompt);
        Assert.Equal(4 + 22, (await apps.First.Api.VersionsAsync(prompt)).Count);
    }

    [Fact]
    public async Task Of_parallel_creates_of_one_explicit_version_on_two_instances_one_wins()
    {
        var prompt = TwoApps.UniqueName();

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            apps.Api(number).PostAsync($"prompts/{prompt}/versions", new { type = "report", version = "1.2.3", content = $"content {number}" })));

        var winner = Assert.Single(created, answer => answer.Status == 201);
        Assert.All(created.Where(answer => answer != winner), answer => Assert.Equal("version-exists", answer.Expect(409).Code));
        Assert.Equal(winner["content"], (await apps.Second.Api.GetAsync($"prompts/{prompt}/versions/1.2.3"))["content"]);
        Assert.Single(await apps.First.Api.ListAsync($"prompts/{prompt}/audit"));
    }

    [Fact]
    public async Task Of_fifty_versions_promoted_at_once_on_two_instances_exactly_one_is_in_production_at_every_instant()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Of(prompt, Many + 1, number => number == 1 ? "production" : "testing"))).Expect(200);
        using var done = new CancellationTokenSource();
        var samplers = new[]
        {
            SampleAsync(() => CountAsync(prompt), done.Token),
            SampleAsync(() => ListedAsync(prompt), done.Token),
            SampleAsync(() => ResolvedAsync(prompt), done.Token),
            SampleAsync(() => StoredAsync(prompt), done.Token),
        };

        var promoted = await Task.WhenAll(Enumerable.Range(2, Many).Select(number =>
            apps.Api(number).PostAsync($"prompts/{prompt}/versions/0.0.{number}/promote", new { status = "production" })));

        await done.CancelAsync();
        var samples = await Task.WhenAll(samplers);
        Assert.All(promoted, answer => Assert.True(answer.Status is 200 or 429, answer.Text));
        Assert.All(promoted, answer => answer.Expect(200));
        Assert.All(samples, sampled => Assert.NotEmpty(sampled));
        Assert.All(samples.SelectMany(sampled => sampled), count => Assert.Equal(1, count));

        await PromptState.ReadAsync(apps.Fresh, prompt);
        var counts = (await apps.First.Api.GetAsync($"prompts/{prompt}")).Json["versions"]!;
        Assert.Equal((1, Many), (counts["production"]!.GetValue<int>(), counts["deprecated"]!.GetValue<int>()));
        var export = (await apps.First.Api.GetAsync($"prompts/{prompt}/export")).Json;
        Assert.Equal(20, export["earlierLive"]!.AsArray().Count);
        Assert.All(export["versions"]!.AsArray(), HasOneHistory);
        Assert.Equal(Many + 1, (await apps.First.Api.ListAsync($"prompts/{prompt}/audit")).Count);
        Assert.Equal(Many, await CountRowsAsync($"PartitionKey eq '{prompt}' and RowKey ge 'd:' and RowKey lt 'd;'"));
    }

    private static async Task<List<int>> SampleAsync(Func<Task<int>> sample, CancellationToken stop)
    {
        var counts = new List<int>();
        while (!stop.IsCancellationRequested) counts.Add(await sample());
        return counts;
    }

    private static void HasOneHistory(JsonNode? version)
    {
        var history = version!["statusHistory"]!.AsArray().Select(step => step!["status"]!.GetValue<string>()).ToList();
        Assert.Equal(version["status"]!.GetValue<string>(), history[^1]);
        Assert.True(history.Count <= 3, string.Join(", ", history));
    }

    private async Task<int> CountAsync(string prompt) =>
        (await apps.First.Api.GetAsync($"prompts/{prompt}")).Expect(200).Json["versions"]!["production"]?.GetValue<int>() ?? 0;

    private async Task<int> ListedAsync(string prompt) =>
        (await apps.Second.Api.GetAsync($"prompts/{prompt}/versions?status=production")).Expect(200).Items.Count;

    private async Task<int> ResolvedAsync(string prompt) => (await apps.Second.Api.GetAsync($"prompts/{prompt}/resolve")).Status == 200 ? 1 : 0;

    private Task<int> StoredAsync(string prompt) => CountRowsAsync($"PartitionKey eq '{prompt}' and RowKey ge 'v:' and RowKey lt 'v;' and Status eq 'production'");

    private async Task<int> CountRowsAsync(string filter) => await apps.Prompts.QueryAsync<Azure.Data.Tables.TableEntity>(filter).CountAsync();
}
