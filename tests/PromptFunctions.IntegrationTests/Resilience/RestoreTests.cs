using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Backups that are cut off or changed, and restores that die, meet, or find something else.</summary>
[Collection(ChangesGroup.Name)]
public sealed class RestoreTests(TwoApps apps)
{
    private const int Versions = 120;

    // Made once for all tests; each restores it under a name of its own.
    private static Task<(string Name, IReadOnlyList<string> Lines)>? large;

    [Fact]
    public async Task Of_a_backup_that_was_cut_off_no_prompt_is_restored_that_is_not_whole()
    {
        var (backup, name) = await BackUpAsync();
        var lines = BackupText.Lines(backup);

        foreach (var kept in new[] { 1, 40, lines.Count - 1 })
        {
            var refused = (await RestoreAsync(BackupText.Join(lines.Take(kept)))).Expect(400);
            Assert.Contains($"The backup ends before '{name}' does.", refused["detail"], StringComparison.Ordinal);
            Assert.Equal(PromptState.Absent, await PromptState.ReadAsync(apps.Fresh, name));
        }
        Assert.Equal(400, (await RestoreAsync(backup[..^40])).Status);
        Assert.Equal(PromptState.Absent, await PromptState.ReadAsync(apps.Fresh, name));
    }

    [Fact]
    public async Task Whatever_is_changed_in_a_backup_is_told_with_its_line()
    {
        var (backup, name) = await BackUpAsync(versions: 3);
        var lines = BackupText.Lines(backup);
        var version = lines.TakeWhile(line => BackupText.Kind(line) != "version").Count();

        await RefusedAsync("\"content 3\"", "\"content 4\"", version + 1, "version.contentHash", fits: false);
        await RefusedAsync("\"author\":\"anonymous\"", "\"author\":\"mallory\"", lines.Count, "sha256", fits: false);
        await RefusedAsync("\"author\":\"anonymous\"", "\"auther\":\"anonymous\"", version + 1, "version.auther", fits: true);
        await RefusedAsync("\"version\":\"0.0.2\"", "\"version\":\"0.0.3\"", version + 2, "version.version", fits: true);
        await RefusedAsync("\"draft\":3", "\"draft\":4", lines.Count, "prompt.statusCounts", fits: true);
        await RefusedAsync("\"kind\":\"audit\"", "\"kind\":\"gossip\"", lines.Count - 1, "kind", fits: true);
        await RefusedAsync("\"kind\":\"audit\"", "\"kind\"\"audit\"", lines.Count - 1, "", fits: false);

        async Task RefusedAsync(string from, string to, int line, string member, bool fits)
        {
            string Edit(string one) => one.Replace(from, to, StringComparison.Ordinal);

            var refused = (await RestoreAsync(fits ? BackupText.Edit(lines, Edit) : BackupText.Join(lines.Select(Edit)))).Expect(400);
            Assert.Equal((line, 0), (refused.Json["line"]!.GetValue<int>(), refused.Json["prompts"]!.GetValue<int>()));
            Assert.Contains(member, refused.Json["errors"]!.AsObject().Select(error => error.Key));
            Assert.Equal(PromptState.Absent, await PromptState.ReadAsync(apps.Fresh, name));
        }
    }

    [Fact]
    public async Task What_a_backup_says_of_itself_has_to_be_so()
    {
        var (backup, name) = await BackUpAsync(versions: 2);
        var lines = BackupText.Lines(backup);
        const string Header = """{"kind":"header","format":"promptfunctions-backup","version":1,"at":"2030-01-01T00:00:00Z"}""";

        Assert.Contains("version", Members(await RestoreAsync(BackupText.Join([Header.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), .. lines]))));
        // Only at the end can it be told; what fits until then is restored.
        Assert.Contains("lines", Members(await RestoreAsync(BackupText.Join([Header, .. lines, Footer(prompts: 1, lines.Count - 1)]))));
        Assert.Contains("prompts", Members(await RestoreAsync(BackupText.Join([Header, .. lines, Footer(prompts: 2, lines.Count)]))));
        Assert.Contains("kind", Members(await RestoreAsync(BackupText.Join([Header, .. lines, Footer(prompts: 1, lines.Count), .. lines]))));
        Assert.Contains("prompt.name", Members(await RestoreAsync(BackupText.Join([.. lines, .. lines]))));

        var complete = (await RestoreAsync(BackupText.Join([Header, .. lines, Footer(prompts: 1, lines.Count)]))).Expect(200);
        Assert.Equal("""{"prompts":1,"created":0,"unchanged":2,"complete":true}""", complete.Text);
        Assert.Equal(2, (await apps.Fresh.VersionsAsync(name)).Count);

        string Footer(int prompts, int count) => $$"""{"kind":"footer","prompts":{{prompts}},"versions":2,"lines":{{count}},"sha256":"{{BackupText.Sha256(lines)}}"}""";

        static IEnumerable<string> Members(Answer refused) => refused.Expect(400).Json["errors"]!.AsObject().Select(error => error.Key);
    }

    [Fact]
    public async Task A_prompt_that_is_there_with_something_else_is_left_as_it_is_and_those_before_stay_restored()
    {
        var (one, first) = await BackUpAsync(versions: 2);
        var (two, second) = await BackUpAsync(versions: 2, after: first);
        (await apps.First.Api.PostAsync($"prompts/{second}/versions", new { type = "report", content = "mine" })).Expect(201);
        var before = await PromptState.ReadAsync(apps.Fresh, second);

        var refused = (await RestoreAsync(one + two)).Expect(409);

        Assert.Equal("import-conflict", refused.Code);
        Assert.Contains($"'{second}'", refused["detail"], StringComparison.Ordinal);
        Assert.Equal((1, 2, 0), (refused.Json["prompts"]!.GetValue<int>(), refused.Json["created"]!.GetValue<int>(), refused.Json["unchanged"]!.GetValue<int>()));
        Assert.Equal(2, (await apps.Fresh.VersionsAsync(first)).Count);
        Assert.Equal(before, await PromptState.ReadAsync(apps.Fresh, second));
    }

    [Fact]
    public async Task A_restore_that_died_anywhere_shows_nothing_keeps_the_name_and_is_simply_run_again()
    {
        var (backup, name) = await BackUpAsync();
        var script = new StorageScript();
        var (probe, probed) = await BackUpAsync();
        (await RestoreAsync(probe, script)).Expect(200);
        Assert.Equal(Versions, (await apps.Fresh.VersionsAsync(probed)).Count);
        var deployment = BackupText.Lines(backup).Where(line => BackupText.Kind(line) == "deployment").Select(line => (string)JsonNode.Parse(line)!["deployment"]!["id"]!).First();

        // The last calls come after the commit, which is followed by those that take the marks away: one for each hundred rows.
        var commit = script.Calls - 3;
        foreach (var calls in new[] { 2, 4, commit / 2, commit - 2 })
        {
            (await RestoreAsync(backup, new() { DieAfter = calls })).Expect(500);
            Assert.Equal(PromptState.Absent, await PromptState.ReadAsync(apps.Fresh, name));
            foreach (var path in new[] { "versions/0.0.1", $"deployments/{deployment}", "resolve?version=0.0.1", "versions/0.0.1/metrics", "versions/0.0.1/test" })
                (await apps.Fresh.GetAsync($"prompts/{name}/{path}")).Expect(404);
            var made = (await apps.Second.Api.PostAsync($"prompts/{name}/versions", new { type = "report", content = "mine" })).Expect(409);
            Assert.Equal("import-conflict", made.Code);
        }

        Assert.Equal(Versions, (await RestoreAsync(backup)).Expect(200).Json["created"]!.GetValue<int>());
        Assert.Equal(backup, await OfAsync(name));
        await PromptState.ReadAsync(apps.Fresh, name);
    }

    [Fact]
    public async Task A_restore_whose_commit_took_effect_although_its_answer_got_lost_is_a_restore()
    {
        var (backup, name) = await BackUpAsync(versions: 2);
        var isCommit = 0;
        var script = new StorageScript
        {
            Play = async (message, send) =>
            {
                await send();
                if (IsCommit(message.Request) && Interlocked.Exchange(ref isCommit, 1) == 0) throw new IOException("The answer was lost.");
            }
        };

        Assert.Equal("""{"prompts":1,"created":2,"unchanged":0,"complete":false}""", (await RestoreAsync(backup, script)).Expect(200).Text);
        Assert.Equal((1, backup), (isCommit, await OfAsync(name)));
    }

    [Fact]
    public async Task Two_restores_at_once_end_as_one()
    {
        var (backup, name) = await BackUpAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => apps.Api(number).SendAsync(new(HttpMethod.Post, "import") { Lines = backup })));

        Assert.All(answers, answer => Assert.True(answer.Status == 200 || answer is { Status: 429, Code: "throttled" }, answer.Text));
        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.Equal(backup, await OfAsync(name));
        Assert.Equal(Versions, (await RestoreAsync(backup)).Expect(200).Json["unchanged"]!.GetValue<int>());
        await PromptState.ReadAsync(apps.Fresh, name);
    }

    [Fact]
    public async Task One_that_is_overtaken_while_it_clears_up_what_a_dead_one_left_takes_nothing_from_the_other()
    {
        var (backup, name) = await BackUpAsync();
        (await RestoreAsync(backup, new() { DieAfter = 60 })).Expect(500);
        var (staged, over) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var faster = new StorageScript
        {
            Before = async request =>
            {
                if (!IsCommit(request)) return;
                staged.TrySetResult();
                await over.Task;
            },
        };
        Task<Answer>? other = null;
        var slower = new StorageScript
        {
            Before = async request =>
            {
                // It is about to look what there is to clear up.
                if (other is not null || !request.Uri.Query.Contains("Import", StringComparison.Ordinal)) return;
                other = apps.Second.Api.SendAsync(new(HttpMethod.Post, "import") { Lines = backup, Script = faster });
                await staged.Task;
            },
        };

        var overtaken = await RestoreAsync(backup, slower);
        over.SetResult();

        Assert.Equal("throttled", overtaken.Expect(429).Code);
        Assert.Equal(Versions, (await other!).Expect(200).Json["created"]!.GetValue<int>());
        Assert.Equal(backup, await OfAsync(name));
    }

    [Fact]
    public async Task A_backup_that_fails_midway_does_not_look_like_one()
    {
        var (_, name) = await BackUpAsync(versions: 40, size: 20_000, restore: true);
        var contents = 0;
        var script = new StorageScript
        {
            Play = async (message, send) =>
            {
                if (message.Request.Uri.Path.Contains("bodies/", StringComparison.Ordinal) && Interlocked.Increment(ref contents) > 35) throw new ProcessDiedException();
                await send();
            },
        };

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => apps.First.Api.SendAsync(new(HttpMethod.Get, $"export?after={name[..^1]}") { Script = script }));
        Assert.InRange(contents, 36, int.MaxValue);

        // Where nothing was sent yet, it is told as anything else.
        var outage = new StorageScript { Play = (_, _) => throw new IOException("Storage is out.") };
        Assert.Equal("storage-unavailable", (await apps.First.Api.SendAsync(new(HttpMethod.Get, "export") { Script = outage })).Expect(503).Code);
    }

    /// <summary>The lines of a prompt under a name that is not taken, as if it had been backed up elsewhere.</summary>
    private async Task<(string Backup, string Name)> BackUpAsync(int versions = Versions, string after = "", int size = 0, bool restore = false)
    {
        var name = TwoApps.UniqueName();
        while (string.CompareOrdinal(name, after) <= 0) name = TwoApps.UniqueName();
        var (original, lines) = versions == Versions ? await (large ??= MakeAsync(versions, size)) : await MakeAsync(versions, size);
        var backup = BackupText.Edit(lines, line => line.Replace(original, name, StringComparison.Ordinal));
        if (restore) (await RestoreAsync(backup)).Expect(200);
        return (backup, name);
    }

    /// <summary>Makes a prompt that is the last of all; one with many versions has something of everything.</summary>
    private async Task<(string Name, IReadOnlyList<string> Lines)> MakeAsync(int versions, int size)
    {
        var original = $"zz{TwoApps.UniqueName()}";
        (await apps.First.Api.PostAsync("import", Documents.Of(original, versions, content: number => $"content {number}{new string('x', size)}"))).Expect(200);
        if (versions == Versions)
        {
            (await apps.First.Api.PutAsync($"prompts/{original}/tests/one", new { assert = new[] { new { kind = "contains", value = "content" } } })).Expect(201);
            (await apps.First.Api.PostAsync($"prompts/{original}/versions/0.0.1/test")).Expect(200);
            (await apps.First.Api.PostAsync($"prompts/{original}/versions/0.0.1/promote", new { status = "testing" })).Expect(200);
            await Deploying.PromoteAsync(apps.First.Api, original, "0.0.1");
            (await apps.First.Api.PostAsync("metrics", new { points = new[] { new { prompt = original, version = "0.0.1", metric = "cost", value = 1.5 } } })).Expect(202);
        }
        return (original, BackupText.Of(await ExportAsync(original), original));
    }

    private async Task<string> OfAsync(string name) => BackupText.Join(BackupText.Of(await ExportAsync(name), name));

    private static bool IsCommit(Request request)
    {
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, default);
        return Encoding.UTF8.GetString(body.ToArray()).Contains("RestoredFrom", StringComparison.OrdinalIgnoreCase);
    }

    // From just before the prompt on.
    private async Task<string> ExportAsync(string prompt) => (await apps.First.Api.GetAsync($"export?megabytes=1&after={prompt[..^1]}")).Expect(200).Text;

    private Task<Answer> RestoreAsync(string backup, StorageScript? script = null) => apps.First.Api.SendAsync(new(HttpMethod.Post, "import") { Lines = backup, Script = script });
}
