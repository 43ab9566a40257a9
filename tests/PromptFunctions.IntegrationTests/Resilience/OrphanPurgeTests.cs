using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Purging;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What becomes of contents and tests that no row names. Days are skipped.</summary>
[Collection(PurgeGroup.Name)]
public sealed class OrphanPurgeTests(PurgeApps apps)
{
    private readonly string prompt = TwoApps.UniqueName();

    [Fact]
    public async Task A_content_that_no_row_names_goes_once_it_is_older_than_a_day_and_all_that_is_named_stays()
    {
        await apps.SweepAsync(apps.First);
        await CreateAsync("named by a live version");
        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions/0.0.1/promote", new { status = "testing" })).Expect(200);
        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions/0.0.1/promote", new { status = "production" })).Expect(200);
        await CreateAsync("one\ntwo\nthree\nthe base of a branch");
        (await apps.First.Api.PostAsync($"prompts/{prompt}/branches", new { branch = "side", from = "0.0.2" })).Expect(201);
        await PatchAsync("0.0.2", "one\ntwo\nthree\nabandoned");
        await PatchAsync("0.0.2", "one\ntwo\nthree\nnamed by a draft");
        apps.Clock.Ahead += TimeSpan.FromHours(22.5);
        await apps.SweepAsync(apps.First);
        Assert.True(await IsStoredAsync("one\ntwo\nthree\nabandoned"), "It was not a day old.");

        apps.NextDay();
        await apps.SweepAsync(apps.First);

        Assert.False(await IsStoredAsync("one\ntwo\nthree\nabandoned"), "Nothing names it.");
        Assert.Equal("named by a live version", (await apps.First.Api.GetAsync($"prompts/{prompt}/resolve")).Expect(200)["content"]);
        Assert.Equal("one\ntwo\nthree\nnamed by a draft", (await apps.First.Api.GetAsync($"prompts/{prompt}/versions/0.0.2")).Expect(200)["content"]);
        // Only the branch itself knows what it left from.
        (await apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { branch = "side", content = "1\ntwo\nthree\nthe base of a branch" })).Expect(201);
        (await apps.First.Api.PostAsync($"prompts/{prompt}/branches/side/merge", new { })).Expect(201);
    }

    [Fact]
    public async Task Tests_that_were_replaced_go_and_those_that_there_are_stay()
    {
        await CreateAsync("Hello {{name}}");
        var before = await apps.BlobsAsync("tests");
        await PutTestAsync("Kim");
        var replaced = (await apps.BlobsAsync("tests")).Keys.Except(before.Keys).Single();
        await PutTestAsync("Ada");

        apps.NextDay();
        await apps.SweepAsync(apps.First);

        Assert.DoesNotContain(replaced, (await apps.BlobsAsync("tests")).Keys);
        Assert.Equal("Ada", (await apps.First.Api.GetAsync($"prompts/{prompt}/tests/greets")).Expect(200).Json["variables"]!["name"]!.GetValue<string>());
    }

    /// <summary>The writer looks whether the content is there (u), makes it young (t), and names it (c); the purger lists it (l) and deletes it (d).</summary>
    [Fact]
    public async Task A_content_that_is_named_while_it_is_deleted_is_there_in_every_order_of_the_two()
    {
        await CreateAsync("first");
        foreach (var order in new[] { "utcld", "utlcd", "utldc", "ultcd", "ultdc", "uldtc", "lutcd", "lutdc", "ludtc", "ldutc" })
        {
            var content = $"orphan {order}";
            var version = (await apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { content })).Expect(201)["version"];
            await PatchAsync(version!, $"replaced {order}");
            apps.NextDay();
            await apps.MarkAsync(apps.First);

            using var turnstile = new Turnstile(order, "utc", "ld");
            var blob = $"/bodies/{HashOf(content)}";
            var writing = WriteAsync(turnstile, blob, content);
            var purging = PurgeAsync(turnstile, blob);
            await Task.WhenAll(writing, purging).WaitAsync(TimeSpan.FromSeconds(30));

            var written = (await writing).Expect(201)["version"];
            var read = await apps.Second.Api.GetAsync($"prompts/{prompt}/versions/{written}");
            Assert.True(read.Status == 200 && read["content"] == content, $"{order}: {read.Text}");
        }
        // Nor are they deleted later.
        apps.NextDay();
        await apps.SweepAsync(apps.First);
        Assert.Equal(11, (await ContentsAsync()).Count(content => content == "first" || content.StartsWith("orphan", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_content_that_is_there_and_young_costs_one_call_and_is_not_written()
    {
        await using var app = await apps.StartUnshiftedAsync();
        (await app.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = $"twice in {prompt}" })).Expect(201);
        var before = await apps.BlobsAsync("bodies");
        var script = new StorageScript();

        (await app.Api.SendAsync(new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = $"twice in {prompt}" }) { Script = script })).Expect(201);

        Assert.Equal(4, script.Calls);
        Assert.Equal(before, await apps.BlobsAsync("bodies"));
    }

    [Fact]
    public async Task Windows_of_one_prompt_and_one_blob_come_to_the_same_end()
    {
        await CreateAsync("kept in windows");
        await CreateAsync("lost in windows");
        await PatchAsync("0.0.2", "kept in windows too");
        apps.NextDay();
        var options = Options.Create(new PurgeOptions { PromptsPerRun = 2, BlobsPerRun = 20 });
        var services = apps.First.Host.Services;
        var purge = ActivatorUtilities.CreateInstance<OrphanPurge>(services, options, ActivatorUtilities.CreateInstance<BlobSweep>(services, options));
        var runs = 0;
        for (; runs < 100 && await IsStoredAsync("lost in windows"); runs++)
        {
            await purge.RunAsync(CancellationToken.None);
            apps.NextHour();
        }

        Assert.InRange(runs, 3, 60);
        Assert.Equal(["kept in windows too", "kept in windows"], await ContentsAsync());
    }

    [Fact]
    public async Task Two_purgers_at_once_delete_what_one_would()
    {
        await CreateAsync("kept by two");
        await apps.SweepAsync(apps.First);
        await CreateAsync("lost by two");
        await PatchAsync("0.0.2", "kept by two too");
        var marks = await apps.BlobsAsync("marks");
        apps.NextDay();

        for (var run = 0; run < 2; run++)
        {
            await Task.WhenAll(new[] { apps.First, apps.Second }.Select(app => PurgeApps.Of<OrphanPurge>(app).RunAsync(CancellationToken.None)));
            apps.NextHour();
        }

        Assert.False(await IsStoredAsync("lost by two"));
        Assert.Equal(["kept by two too", "kept by two"], await ContentsAsync());
        Assert.Equal(marks, await apps.BlobsAsync("marks"));
    }

    [Fact]
    public async Task Purging_that_dies_anywhere_is_completed_by_the_next_runs_and_loses_nothing()
    {
        await CreateAsync("kept by the dead");
        for (var (deaths, isDone) = (0, false); !isDone; deaths += 7)
        {
            var lost = (await apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { content = $"lost {deaths}" })).Expect(201)["version"]!;
            await PatchAsync(lost, "kept by the dead");
            apps.NextDay();
            var dying = new StorageScript { DieAfter = deaths };
            var died = await Record.ExceptionAsync(() => apps.Second.Storage.PlayAsync(dying, async () =>
            {
                await apps.SweepAsync(apps.Second);
                return true;
            }));
            Assert.True(died is null or ProcessDiedException, died?.ToString());
            isDone = died is null;

            await apps.SweepAsync(apps.First);
            Assert.False(await IsStoredAsync($"lost {deaths}"), $"After {deaths} calls.");
            Assert.True(await IsStoredAsync("kept by the dead"), $"After {deaths} calls.");
        }
    }

    [Fact]
    public async Task What_an_import_left_when_it_died_is_discarded_after_a_day_and_its_contents_a_day_later()
    {
        var script = new StorageScript { Before = request => Body(request).Contains("\"imported\"", StringComparison.Ordinal) ? throw new ProcessDiedException() : Task.CompletedTask };
        (await apps.First.Api.SendAsync(new(HttpMethod.Post, "import", Documents.Of(prompt, 120, content: number => $"{prompt} {number}")) { Script = script })).Expect(500);
        Assert.Equal(120, (await apps.KeysAsync(prompt, "v:")).Count);

        apps.NextDay();
        await apps.SweepAsync(apps.First);
        Assert.Empty(await apps.KeysAsync(prompt, "v:"));
        Assert.True(await IsStoredAsync($"{prompt} 7"));

        apps.NextDay();
        await apps.SweepAsync(apps.First);
        Assert.False(await IsStoredAsync($"{prompt} 7"));
    }

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Body(Request request)
    {
        if (request.Content is null || !request.Uri.ToString().EndsWith("$batch", StringComparison.Ordinal)) return "";
        using var body = new MemoryStream();
        request.Content.WriteTo(body, default);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    private async Task<Answer> WriteAsync(Turnstile turnstile, string blob, string content)
    {
        var script = new StorageScript
        {
            Play = (message, send) => (message.Request.Method.Method, message.Request.Uri.ToString()) switch
            {
                ("PUT", var uri) when uri.EndsWith(blob, StringComparison.Ordinal) => turnstile.TakeAsync('u', send),
                ("PUT", var uri) when uri.Contains(blob, StringComparison.Ordinal) => turnstile.TakeAsync('t', send),
                ("POST", var uri) when uri.EndsWith("$batch", StringComparison.Ordinal) => turnstile.TakeAsync('c', send),
                _ => send(),
            },
        };
        var answer = await apps.Second.Api.SendAsync(new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content }) { Script = script });
        await turnstile.LeaveAsync("utc");
        return answer;
    }

    private async Task PurgeAsync(Turnstile turnstile, string blob)
    {
        var script = new StorageScript
        {
            Play = (message, send) => (message.Request.Method.Method, message.Request.Uri.ToString()) switch
            {
                ("GET", var uri) when uri.Contains("/bodies?", StringComparison.Ordinal) => turnstile.TakeAsync('l', send),
                ("DELETE", var uri) when uri.EndsWith(blob, StringComparison.Ordinal) => turnstile.TakeAsync('d', send),
                _ => send(),
            },
        };
        await apps.First.Storage.PlayAsync(script, () => PurgeApps.Of<OrphanPurge>(apps.First).RunAsync(CancellationToken.None));
        await turnstile.LeaveAsync("ld");
    }

    private async Task CreateAsync(string content) => (await apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content })).Expect(201);

    private async Task PatchAsync(string version, string content) =>
        (await apps.First.Api.SendAsync(new(HttpMethod.Patch, $"prompts/{prompt}/versions/{version}", new { content }))).Expect(200);

    private async Task PutTestAsync(string name) => (await apps.First.Api.PutAsync(
        $"prompts/{prompt}/tests/greets", new { variables = new { name }, assert = new[] { new { kind = "contains", value = name } } })).Expect(name == "Kim" ? 201 : 200);

    private async Task<bool> IsStoredAsync(string content) => (await apps.BlobsAsync("bodies")).ContainsKey(HashOf(content));

    private async Task<List<string>> ContentsAsync()
    {
        var contents = new List<string>();
        foreach (var version in await apps.Second.Api.VersionsAsync(prompt)) contents.Add((await apps.Second.Api.GetAsync($"prompts/{prompt}/versions/{version}")).Expect(200)["content"]!);
        return contents;
    }
}
