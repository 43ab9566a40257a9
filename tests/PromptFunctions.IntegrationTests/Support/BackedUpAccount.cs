using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>An account with something of everything, a backup of it, and another account that was empty until it was restored there.</summary>
public sealed class BackedUpAccount : IAsyncLifetime
{
    private RunningApi? source;
    private RunningApi? target;

    public ApiClient Source => source!.Client;

    public ApiClient Target => target!.Client;

    /// <summary>Where the first account's calls are.</summary>
    public string SourceAddress => source!.App.ApiAddress.ToString();

    /// <summary>The backup, as it was taken before it was restored.</summary>
    public string Backup { get; private set; } = "";

    /// <summary>The same account's backup once more.</summary>
    public string Again { get; private set; } = "";

    /// <summary>What the restored account's backup was.</summary>
    public string OfTarget { get; private set; } = "";

    /// <summary>What the restore was answered.</summary>
    public JsonNode Restored { get; private set; } = new JsonObject();

    /// <summary>A text prompt with a branch, labels, an approval, tests, figures, and a rollout under way.</summary>
    public ApiPrompt RollingOut { get; private set; } = null!;

    /// <summary>The rollout under way.</summary>
    public ApiDeployment Rollout { get; private set; } = null!;

    /// <summary>A chat prompt with an experiment that was stopped and one that goes on.</summary>
    public ApiPrompt Experimenting { get; private set; } = null!;

    /// <summary>The experiments of that prompt, the active one first.</summary>
    public IReadOnlyList<ApiExperiment> Experiments { get; private set; } = [];

    /// <summary>A prompt with more versions than a transaction holds, one of them as large as it may be.</summary>
    public ApiPrompt Large { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        source = await ApiFixture.Apart("backup-source");
        target = await ApiFixture.Apart("backup-target");
        await FillRollingOutAsync();
        await FillExperimentingAsync();
        await FillLargeAsync();
        Backup = (await Source.Get("/export")).ShouldBe(200).Text;
        Again = (await Source.Get("/export")).ShouldBe(200).Text;
        Restored = (await RestoreAsync(Target, Backup)).ShouldBe(200).Json;
        OfTarget = (await Target.Get("/export")).ShouldBe(200).Text;
    }

    public async Task DisposeAsync()
    {
        await target!.DisposeAsync();
        await source!.DisposeAsync();
    }

    /// <summary>Sends a backup.</summary>
    public static Task<ApiResponse> RestoreAsync(ApiClient api, string backup, params (string Name, string Value)[] headers) =>
        api.Send(HttpMethod.Post, "/import", ApiClient.Body(backup, "application/x-ndjson"), headers);

    private async Task FillRollingOutAsync()
    {
        RollingOut = new(Source, "rolling-out");
        (await Source.Put(RollingOut.Path, new
        {
            type = "text_to_sql",
            description = "질문을 SQL로 \"바꾼다\" 😀",
            tags = new[] { "sql", "한국어" },
            metrics = new { accuracy = new { kind = "proportion" } },
            settings = new { strictVersions = true },
        })).ShouldBe(201);
        await RollingOut.Create("Answer {{question}}\n", new { author = "ann", metadata = new { big = 12345678901234567890m, deep = new object?[] { 1, null } }, changeLog = new[] { "first" } });
        (await Source.Post($"{RollingOut.Version("0.0.1")}/approve", new { author = "lee", reason = "good" })).ShouldBe(200);
        (await RollingOut.PutTest("answers", new { variables = new { question = "왜?" }, assert = new[] { new { kind = "contains", value = "왜?" } } })).ShouldBe(201);
        (await RollingOut.RunTests("0.0.1")).ShouldBe(200);
        await RollingOut.Promote("0.0.1", "testing", "production");
        await RollingOut.Create("Answer {{question}}, please.\n");
        await RollingOut.Promote("0.0.2", "testing");
        await (await RollingOut.Deploy("0.0.2", "immediate", guardrails: [new { metric = "error_rate", max = 0.5 }])).End();
        await RollingOut.Branch("concise", "0.0.2");
        await RollingOut.Create("{{question}}?\n", new { branch = "concise", dependencies = new[] { "glossary@^1.0.0" } });
        await RollingOut.Create("Answer {{question}} at once.\n");
        // A branch of a draft that has another content by now.
        await RollingOut.Branch("early", "0.0.3");
        (await Source.Patch(RollingOut.Version("0.0.3"), new { content = "Answer {{question}} at once!\n" })).ShouldBe(200);
        await RollingOut.Create("Answer {{question}} now.\n", new { branch = "early" });
        await RollingOut.Label("beta", "0.0.3");
        await RollingOut.Promote("0.0.3", "testing");
        // Without guardrails: while they are looked at, no two backups are the same.
        Rollout = await RollingOut.Deploy("0.0.3", "custom", [new { percentage = 12.5, hold = "manual" }, new { percentage = 50, hold = "PT1H" }, new { percentage = 100 }]);
        await Rollout.Until(12.5m);
        // Some figures are folded, with more than are kept as they are; others are not.
        await Rollout.Report("latency", 120, 100, points: 90);
        await ReportSpreadAsync(300);
        await source!.App.RunTimerAsync("AggregateMetrics");
        await Rollout.Report("latency", 130, 110, points: 20);
        await ReportSpreadAsync(7);
    }

    private async Task ReportSpreadAsync(int points) => (await Source.Post("/metrics", new
    {
        points = Enumerable.Range(1, points).Select(i => new { prompt = RollingOut.Name, version = "0.0.2", metric = i % 2 == 0 ? "cost" : "a name / with \"signs\"", value = i * 1.37, at = DateTimeOffset.UtcNow.AddHours(-(i % 50)) }),
    })).ShouldBe(202);

    private async Task FillExperimentingAsync()
    {
        Experimenting = new(Source, "experimenting");
        (await Source.Put(Experimenting.Path, new { type = "rag_search", format = "chat" })).ShouldBe(201);
        foreach (var content in new[] { "one", "two" })
        {
            (await Source.Post(Experimenting.Versions, new { messages = new[] { new { role = "system", content }, new { role = "user", content = "{{question}}" } } })).ShouldBe(201);
        }
        await Experimenting.Promote("0.0.1", "testing", "production");
        await Experimenting.Promote("0.0.2", "testing");
        var stopped = await ApiExperiment.Start(Source, Experimenting, new { minSubjectsPerArm = 20 });
        await stopped.ReportWin();
        (await stopped.Stop(new { reason = "seen enough" })).ShouldBe(200);
        await source!.App.RunTimerAsync("EvaluateExperiments");
        var active = await ApiExperiment.Start(Source, Experimenting, new { successMetrics = new[] { "accuracy", "response_time" } });
        await active.Report("control", 150, i => new() { ["accuracy"] = 0.5 + (i % 7 * 0.01), ["response_time"] = 100 + i });
        await active.Get();
        // What nobody has folded when the backup is taken.
        await active.Report("treatment", 40, i => new() { ["accuracy"] = 0.6 + (i % 5 * 0.01) });
        Experiments = [active, stopped];
    }

    private async Task FillLargeAsync()
    {
        Large = new(Source, "large");
        (await Source.Post("/import", Documents.Of(Large.Name, 130, content: number => number == 5 ? new string('"', 1024 * 1024) : $"content {number}"))).ShouldBe(200);
    }
}
