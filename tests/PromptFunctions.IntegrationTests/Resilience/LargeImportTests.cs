using Azure.Core;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ChangesGroup.Name)]
public sealed class LargeImportTests(TwoApps apps)
{
    private const int Versions = 200;

    [Fact]
    public async Task An_import_that_died_after_staging_leaves_nothing_to_be_seen_and_creates_and_imports_get_past_what_it_left()
    {
        var prompt = TwoApps.UniqueName();
        var api = apps.Second.Api;
        (await api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = "first", version = "1.0.0" })).Expect(201);
        await DieBeforeCommitAsync(prompt);

        Assert.Equal(["1.0.0"], await api.VersionsAsync(prompt));
        Assert.Equal("unknown-version", (await api.GetAsync($"prompts/{prompt}/versions/0.0.7")).Expect(404).Code);
        Assert.Equal("unknown-version", (await api.GetAsync($"prompts/{prompt}/resolve?version=0.0.7")).Expect(404).Code);
        Assert.Equal("unknown-version", (await api.PutAsync($"prompts/{prompt}/labels/seven", new { version = "0.0.7" })).Expect(404).Code);
        Assert.Single((await api.GetAsync($"prompts/{prompt}/export")).Json["versions"]!.AsArray());

        (await api.PostAsync($"prompts/{prompt}/versions", new { content = "content 7", version = "0.0.7" })).Expect(201);
        var imported = (await api.PostAsync("import", Documents.Of(prompt, Versions))).Expect(200).Json;

        Assert.Equal((Versions - 1, 1), (imported["created"]!.GetValue<int>(), imported["unchanged"]!.GetValue<int>()));
        Assert.Equal(Versions + 1, (await api.VersionsAsync(prompt)).Count);
        await PromptState.ReadAsync(apps.Fresh, prompt);
    }

    [Fact]
    public async Task An_import_that_died_as_it_made_its_prompt_does_not_keep_the_prompt_from_being_made()
    {
        var prompt = TwoApps.UniqueName();
        await DieBeforeCommitAsync(prompt);
        Assert.Equal(PromptState.Absent, await PromptState.ReadAsync(apps.Fresh, prompt));

        var created = (await apps.Second.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = "mine" })).Expect(201);

        Assert.Equal("0.0.1", created["version"]);
        Assert.Equal("mine", (await apps.Second.Api.GetAsync($"prompts/{prompt}/versions/0.0.1"))["content"]);
        Assert.Equal(["0.0.1"], await apps.Second.Api.VersionsAsync(prompt));
    }

    [Fact]
    public async Task A_listing_reads_the_prompt_once_and_not_for_each_version_that_an_import_left_marked()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = "first", version = "1.0.0" })).Expect(201);
        await DieBeforeCommitAsync(prompt);
        var script = new StorageScript();

        (await apps.First.Api.SendAsync(new(HttpMethod.Get, $"prompts/{prompt}/versions") { Script = script })).Expect(200);

        Assert.InRange(script.Calls, 1, 10);
    }

    [Fact]
    public async Task Two_imports_of_one_large_prompt_at_once_end_as_one()
    {
        var prompt = TwoApps.UniqueName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => apps.Api(number).PostAsync("import", Documents.Of(prompt, Versions))));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.Equal([0, Versions], answers.Select(answer => answer.Json["created"]!.GetValue<int>()).Order());
        Assert.Equal(Versions, (await apps.First.Api.VersionsAsync(prompt)).Count);
        Assert.Single(await apps.First.Api.ListAsync($"prompts/{prompt}/audit"));
        await PromptState.ReadAsync(apps.Fresh, prompt);
    }

    [Fact]
    public async Task What_an_import_staged_is_not_discarded_once_it_is_committed()
    {
        var prompt = TwoApps.UniqueName();
        (await apps.Second.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = "first", version = "1.0.0" })).Expect(201);
        var (staged, mayCommit, looked, committed, maySettle) = (Gate(), Gate(), Gate(), Gate(), Gate());
        var importer = new StorageScript
        {
            Before = async request =>
        {
            if (IsCommit(request))
            {
                staged.TrySetResult();
                await mayCommit.Task;
            }
            else if (mayCommit.Task.IsCompleted)
            {
                committed.TrySetResult(); // It is about to take the marks away.
                await maySettle.Task;
            }
        }
        };
        var creator = new StorageScript
        {
            Before = async request =>
        {
            // It has seen a version in its way, and looks whose turn it is.
            if (!request.Uri.ToString().Contains("i%3Astaging", StringComparison.OrdinalIgnoreCase) || request.Method != RequestMethod.Get) return;
            looked.TrySetResult();
            await committed.Task;
        }
        };

        var importing = apps.First.Api.SendAsync(new(HttpMethod.Post, "import", Documents.Of(prompt, Versions)) { Script = importer });
        await staged.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var creating = apps.Second.Api.SendAsync(new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = "mine", version = "0.0.7" }) { Script = creator });
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        mayCommit.SetResult();
        var created = await creating;
        maySettle.SetResult();

        (await importing).Expect(200);
        Assert.Equal("version-exists", created.Expect(409).Code);
        Assert.Equal(Versions + 1, (await apps.First.Api.VersionsAsync(prompt)).Count);
        await PromptState.ReadAsync(apps.Fresh, prompt);
    }

    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The commit is the transaction that says what the audit says.
    private static bool IsCommit(Request request)
    {
        if (!request.Uri.ToString().EndsWith("$batch", StringComparison.Ordinal)) return false;
        using var body = new MemoryStream();
        request.Content!.WriteTo(body, default);
        return System.Text.Encoding.UTF8.GetString(body.ToArray()).Contains("\"imported\"", StringComparison.Ordinal);
    }

    private async Task DieBeforeCommitAsync(string prompt)
    {
        var script = new StorageScript { Before = request => IsCommit(request) ? throw new ProcessDiedException() : Task.CompletedTask };
        (await apps.First.Api.SendAsync(new(HttpMethod.Post, "import", Documents.Of(prompt, Versions)) { Script = script })).Expect(500);
    }
}
