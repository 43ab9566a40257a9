using System.Globalization;
using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http.Backups;

/// <summary>An account that was restored from a backup is the one that was backed up.</summary>
public sealed class RestoredAccountTests(BackedUpAccount account) : IClassFixture<BackedUpAccount>
{
    [Fact]
    public void A_restored_account_gives_the_same_backup_byte_by_byte()
    {
        Assert.Equal(BackupText.Lines(account.Backup).Skip(1), BackupText.Lines(account.Again).Skip(1));
        Assert.Equal(BackupText.Lines(account.Backup).Skip(1), BackupText.Lines(account.OfTarget).Skip(1));
        Assert.Equal(
            ["audit", "base", "deployment", "end", "experiment", "footer", "header", "metrics", "prompt", "subjects", "testRun", "tests", "version"],
            BackupText.Lines(account.Backup).Select(BackupText.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_backup_says_how_much_there_is_and_its_checksum_can_be_checked_by_hand()
    {
        var lines = BackupText.Lines(account.Backup);
        var (header, footer) = (JsonNode.Parse(lines[0])!, JsonNode.Parse(lines[^1])!);

        Assert.Equal(("promptfunctions-backup", 1), ((string?)header["format"], (int?)header["version"]));
        Assert.Equal((3, 137, lines.Count - 2), ((int)footer["prompts"]!, (int)footer["versions"]!, (int)footer["lines"]!));
        Assert.Equal(BackupText.Sha256(lines.Skip(1).SkipLast(1)), (string?)footer["sha256"]);
        Assert.False(footer.AsObject().ContainsKey("next"));
        Assert.Equal("""{"prompts":3,"created":137,"unchanged":0,"complete":true}""", account.Restored.ToJsonString());
    }

    [Fact]
    public async Task Every_subject_gets_the_version_that_it_had()
    {
        foreach (var prompt in new[] { account.RollingOut, account.Experimenting })
        {
            var chosen = new HashSet<string?>();
            for (var i = 0; i < 40; i++)
            {
                var path = $"{prompt.Path}/resolve?subject=user-{i}";
                var (before, after) = ((await account.Source.Get(path)).ShouldBe(200), (await account.Target.Get(path)).ShouldBe(200));
                Assert.Equal((before.Text, before.ETag), (after.Text, after.ETag));
                chosen.Add((string?)after["version"]);
            }
            Assert.Equal(2, chosen.Count);
        }
    }

    [Fact]
    public async Task Every_call_answers_what_it_answered()
    {
        var (rolling, experimenting) = (account.RollingOut, account.Experimenting);
        string[] paths =
        [
            "/prompts?limit=1000",
            .. new[] { rolling, experimenting, account.Large }.SelectMany(prompt =>
                new[] { "", "/versions?limit=1000", "/labels", "/branches", "/audit?limit=1000", "/deployments", "/experiments", "/tests", "/route", "/export", "/trends?by=hour" }.Select(part => prompt.Path + part)),
            account.Rollout.Path,
            .. account.Experiments.Select(experiment => experiment.Path),
            .. new[] { "0.0.1", "0.0.2", "0.0.3" }.Select(version => $"{rolling.Version(version)}/metrics"),
            .. new[] { "0.0.1", "0.0.2" }.Select(version => $"{experimenting.Version(version)}/metrics"),
            $"{rolling.Path}/compare?from=0.0.2&to=0.0.3",
            account.Large.Version("0.0.5"),
        ];
        foreach (var path in paths)
        {
            var (before, after) = ((await account.Source.Get(path)).ShouldBe(200), (await account.Target.Get(path)).ShouldBe(200));
            Assert.Equal((path, before.Text, before.ETag), (path, after.Text, after.ETag));
        }
        Assert.Equal(307, (int?)(await account.Target.Get($"{rolling.Version("0.0.2")}/metrics"))["metrics"]!.AsObject().Where(metric => metric.Key is "cost" or "a name / with \"signs\"").Sum(metric => (int)metric.Value!["count"]!));
    }

    [Fact]
    public async Task A_rollout_under_way_goes_on_where_it_was_restored_and_a_backup_sent_again_takes_nothing_back()
    {
        var clock = new ShiftedClock();
        await using var onward = await ApiFixture.Apart("backup-onward", clock);
        var api = onward.Client;
        (await BackedUpAccount.RestoreAsync(api, account.Backup)).ShouldBe(200);
        var rollout = new ApiPrompt(api, account.RollingOut.Name).Deployment((await api.Get(account.Rollout.Path)).ShouldBe(200));
        (await rollout.Tell("advance", new { reason = "go on" })).ShouldBe(200);

        // Nobody drives it but the watchdog: it finds that the next hold has ended.
        clock.Ahead += TimeSpan.FromHours(2);
        await onward.App.RunTimerAsync("WatchRollouts");
        Assert.Equal("completed", (string?)(await rollout.End())["status"]);
        Assert.Equal("0.0.3", (string?)(await api.Get($"{account.RollingOut.Path}/resolve?version=production"))["version"]);

        Assert.Equal("""{"prompts":3,"created":0,"unchanged":137,"complete":true}""", (await BackedUpAccount.RestoreAsync(api, account.Backup)).ShouldBe(200).Text);
        Assert.Equal("completed", (string?)(await rollout.Get())["status"]);
    }

    [Fact]
    public async Task A_branch_is_merged_from_the_content_that_it_began_with()
    {
        var path = $"{account.RollingOut.Path}/branches/early/merge";
        var (before, after) = ((await account.Source.Post(path, new { })).ShouldBeProblem(409, "merge-conflict"), (await account.Target.Post(path, new { })).ShouldBeProblem(409, "merge-conflict"));

        Assert.Equal("Answer {{question}} at once.\n", (string?)after["conflicts"]![0]!["base"]);
        Assert.Equal(before["conflicts"]!.ToJsonString(), after["conflicts"]!.ToJsonString());
    }

    [Fact]
    public async Task A_backup_of_what_is_there_changes_nothing()
    {
        Assert.Equal("""{"prompts":3,"created":0,"unchanged":137,"complete":true}""", (await BackedUpAccount.RestoreAsync(account.Source, account.Backup)).ShouldBe(200).Text);
        Assert.Equal(BackupText.Lines(account.Backup).Skip(1), BackupText.Lines((await account.Source.Get("/export")).Text).Skip(1));
    }

    [Fact]
    public async Task A_backup_can_be_taken_and_restored_in_parts()
    {
        var parts = new List<string>();
        for (string? next = ""; next is not null; next = (string?)JsonNode.Parse(BackupText.Lines(parts[^1])[^1])!["next"])
            parts.Add((await account.Source.Get($"/export?megabytes=1{(next.Length == 0 ? "" : $"&after={next}")}")).ShouldBe(200).Text);

        Assert.Equal(2, parts.Count);
        Assert.Equal(Inner(account.Backup), parts.SelectMany(Inner));
        foreach (var part in parts) Assert.True((bool)(await BackedUpAccount.RestoreAsync(account.Source, part)).ShouldBe(200)["complete"]!);
        // A part that was cut by hand is taken too, and said to be one.
        Assert.Equal("""{"prompts":1,"created":0,"unchanged":130,"complete":false}""",
            (await BackedUpAccount.RestoreAsync(account.Source, BackupText.Join(BackupText.Of(account.Backup, "large")))).ShouldBe(200).Text);

        static IEnumerable<string> Inner(string backup) => BackupText.Lines(backup).Skip(1).SkipLast(1);
    }

    [Fact]
    public async Task An_operator_backs_up_and_restores_with_one_command_each()
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "storage", ApiClient.UniqueName("backup"));
        var settings = new Dictionary<string, string> { ["PART_MEGABYTES"] = "1", ["PROMPTS_KEY"] = "a key" };
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);

        var (code, output) = await SampleScript.RunAsync("backup.sh", settings, account.SourceAddress, directory);
        Assert.True((code, output) == (0, $"{directory}: 2 parts, 3 prompts\n"), output);
        var parts = Directory.GetFiles(directory).Order(StringComparer.Ordinal).ToArray();
        (code, output) = await SampleScript.RunAsync("restore.sh", settings, [account.SourceAddress, .. parts]);
        Assert.True(code == 0, output);
        Assert.Equal(137, output.Split("\"unchanged\":").Skip(1).Sum(rest => int.Parse(rest.Split(',')[0], CultureInfo.InvariantCulture)));

        await File.WriteAllTextAsync(parts[0], (await File.ReadAllTextAsync(parts[0])).Replace("content 7", "content 8", StringComparison.Ordinal));
        (code, output) = await SampleScript.RunAsync("restore.sh", settings, [account.SourceAddress, .. parts]);
        Assert.Equal((1, $"{parts[0]}: is not whole, or was changed\n"), (code, output));
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Lines_take_no_key_and_no_condition()
    {
        (await BackedUpAccount.RestoreAsync(account.Source, account.Backup, ("Idempotency-Key", "one"))).ShouldBeInvalid("Idempotency-Key");
        (await BackedUpAccount.RestoreAsync(account.Source, account.Backup, ("If-Match", "\"x\""))).ShouldBeProblem(412, "etag-mismatch");
        (await account.Source.Get("/export?after=No+Name")).ShouldBeInvalid("after");
        (await account.Source.Get("/export?megabytes=0")).ShouldBeInvalid("megabytes");
        Assert.Equal(["header", "footer"], BackupText.Lines((await account.Source.Get("/export?after=zzz")).ShouldBe(200).Text).Select(BackupText.Kind));
    }
}
