using System.Text.Json.Nodes;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.IntegrationTests.Resilience.Support;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Rollbacks and commands against each other and against what drives a deployment: 0.0.1 is live, 0.0.2 comes.</summary>
[Collection(ChangesGroup.Name)]
public sealed class RolloutRaceTests(TwoApps apps, ITestOutputHelper output)
{
    private const int Rounds = 5;

    // What a busy machine may add to the cache's time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private static readonly object[] StepIsDue = Deploying.Steps((10, "PT0S"), (50, "PT1H"));
    private static readonly object[] EndIsDue = Deploying.Steps((10, "PT0S"));

    private static readonly string[] Rivals = ["a step by the orchestration", "the completion by the orchestration", "pause", "advance", "complete"];

    private readonly Race race = new(apps, output);

    public static TheoryData<string, string> RollbacksAndRivals()
    {
        var data = new TheoryData<string, string>();
        foreach (var rollback in new[] { "emergency", "command" })
        {
            foreach (var rival in Rivals) data.Add(rollback, rival);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(RollbacksAndRivals))]
    public Task A_rollback_wins_whichever_comes_first(string rollback, string rival) => race.RunAsync(Rounds, async chance =>
    {
        var rollout = await PrepareAsync(rival);
        var moving = rival.Contains("orchestration", StringComparison.Ordinal);

        var moves = moving ? Task.WhenAll(Enumerable.Range(0, 2).Select(_ => race.MoveAsync(chance, rollout)).ToList()) : Task.CompletedTask;
        ApiRequest[] calls = moving ? [Rollback(rollback, rollout)] : [Rollback(rollback, rollout), Deploying.Command(rollout, rival, rival)];
        var answers = await race.MeetAsync(chance, calls);
        await moves;

        await CheckRolledBackAsync(rollout, answers[0], [.. answers.Skip(1).Select(answer => (rival, answer))]);
    });

    [Theory]
    [MemberData(nameof(RollbacksAndRivals))]
    public async Task A_rollback_wins_against_what_happens_between_any_two_of_its_storage_calls(string rollback, string rival)
    {
        await BetweenCallsAsync(async between =>
        {
            var rollout = await PrepareAsync(rival);

            var answer = await apps.First.Api.SendAsync(Rollback(rollback, rollout) with { Script = between(() => RivalAsync(rival, rollout)) });

            await CheckRolledBackAsync(rollout, answer, []);
        });
    }

    [Fact]
    public async Task An_emergency_rollback_that_meets_a_promote_between_any_two_of_its_storage_calls_goes_back_from_what_is_live_then()
    {
        await BetweenCallsAsync(async between =>
        {
            var prompt = await Deploying.ImportAsync(apps.First.Api);
            await Deploying.PromoteAsync(apps.First.Api, prompt, "0.0.2");
            var live = "0.0.2";
            var script = between(async () =>
            {
                await Deploying.PromoteAsync(apps.Second.Api, prompt, "0.0.1");
                live = "0.0.1";
            });

            var back = (await apps.First.Api.SendAsync(Deploying.Emergency(prompt) with { Script = script })).Expect(200);

            Assert.Equal((live, live == "0.0.1" ? "0.0.2" : "0.0.1"), (back["baseline"], back["version"]));
            Assert.Equal(back["version"], Text(await race.CheckAsync(prompt, [("why", back)]), "live"));
        });
    }

    [Theory]
    [InlineData("a step by the orchestration")]
    [InlineData("the completion by the orchestration")]
    public async Task A_rollback_between_any_two_storage_calls_of_a_move_is_not_undone_by_it(string move)
    {
        await BetweenCallsAsync(async between =>
        {
            var rollout = await PrepareAsync(move);
            Answer? answer = null;
            var script = between(async () => answer = await apps.Second.Api.SendAsync(Deploying.Emergency(rollout.Prompt, "rollback")));

            await apps.First.Storage.PlayAsync(script, () => apps.First.AdvanceAsync(rollout));

            await CheckRolledBackAsync(rollout, answer ?? await apps.Second.Api.SendAsync(Deploying.Emergency(rollout.Prompt, "rollback")), []);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Ten_emergency_rollbacks_at_once_go_back_one_by_one_as_far_as_there_is_a_way(bool whileADeploymentRuns) => race.RunAsync(4, async chance =>
    {
        const int Versions = 6;
        var prompt = TwoApps.UniqueName();
        (await apps.First.Api.PostAsync("import", Documents.Of(prompt, Versions + 1, _ => "testing"))).Expect(200);
        foreach (var number in Enumerable.Range(1, Versions)) await Deploying.PromoteAsync(apps.First.Api, prompt, $"0.0.{number}");
        if (whileADeploymentRuns) await Deploying.RunAsync(apps.First, prompt, $"0.0.{Versions + 1}", Deploying.Manual);

        var answers = await race.MeetAsync(chance, [.. Enumerable.Range(0, 10).Select(number => Deploying.Emergency(prompt, $"rollback {number}"))]);

        var state = await race.CheckAsync(prompt, answers.Select((answer, number) => ($"rollback {number}", answer)));
        Assert.Equal("0.0.1", Text(state, "live"));
        Assert.Null(state["rollout"]);
        var back = answers.Where(answer => answer.IsSuccess && answer["status"] == "completed").Select(answer => answer["version"]).Order(StringComparer.Ordinal);
        Assert.Equal(Enumerable.Range(1, Versions - 1).Select(number => $"0.0.{number}"), back);
        Assert.Equal(whileADeploymentRuns ? 1 : 0, answers.Count(answer => answer.IsSuccess && answer["status"] == "rolledBack"));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal("nothing-to-roll-back-to", answer.Expect(409).Code));
    });

    [Fact]
    public Task Ten_different_commands_at_once_leave_a_state_that_agrees_with_itself_and_with_their_answers() => race.RunAsync(5 * Rounds, async chance =>
    {
        var rollout = await PrepareAsync(chance.Next(2) == 0 ? "a step by the orchestration" : "the completion by the orchestration");
        var prompt = rollout.Prompt;
        (string Reason, ApiRequest Call)[] calls =
        [
            .. new[] { "pause", "resume", "advance", "complete", "abort", "rollback" }.Select(command => (command, Deploying.Command(rollout, command, command))),
            ("emergency", Deploying.Emergency(prompt, "emergency")),
            ("promote", new(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.3/promote", new { status = "testing", reason = "promote" })),
            ("live", new(HttpMethod.Post, $"prompts/{prompt}/versions/0.0.2/promote", new { status = "production", reason = "live" })),
            ("deploy", new(HttpMethod.Post, $"prompts/{prompt}/deployments", new { version = "0.0.3", strategy = "canary", author = "deploy" })),
        ];
        chance.Shuffle(calls);

        var moves = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => race.MoveAsync(chance, rollout)).ToList());
        var answers = await race.MeetAsync(chance, [.. calls.Select(one => one.Call)]);
        await moves;

        var state = await race.CheckAsync(prompt, calls.Zip(answers, (one, answer) => (one.Reason, answer)));
        if (Text(state, "rollout") == rollout.Id) Assert.Fail("An abort and a rollback came, and the deployment goes on.");
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taking_a_completed_deployment_back_takes_a_newer_one_with_it(bool hasBegun)
    {
        var prompt = await Deploying.ImportAsync(apps.First.Api);
        var completed = await Deploying.RunAsync(apps.First, prompt, "0.0.2", Deploying.Steps());
        var newer = await Deploying.CreateAsync(apps.First.Api, prompt, "0.0.3", Deploying.Manual);
        if (hasBegun) await apps.First.DriveAsync(newer);

        var answer = (await apps.First.Api.SendAsync(Deploying.Command(completed, "rollback"))).Expect(200);

        Assert.Equal("0.0.1", Text(await race.CheckAsync(prompt, [("why", answer)]), "live"));
        await apps.Second.DriveAsync(newer);
        await PromptState.ReadAsync(apps.Fresh, prompt);
        Assert.Equal("rolledBack", (await apps.Fresh.GetAsync($"prompts/{prompt}/deployments/{newer.Id}")).Expect(200)["status"]);
    }

    [Fact]
    public async Task From_a_rollbacks_answer_on_its_instance_never_serves_the_candidate_and_the_other_no_longer_than_the_cache_time() =>
        await Task.WhenAll(Rivals.Select(async rival =>
        {
            var rollout = await PrepareAsync(rival);
            var (here, there) = (new Subjects(apps.First.Api, rollout.Prompt), new Subjects(apps.Second.Api, rollout.Prompt));
            await Task.Delay(300);

            var rivals = RivalAsync(rival, rollout);
            (await apps.First.Api.SendAsync(Deploying.Emergency(rollout.Prompt))).Expect(200);
            var (answered, elsewhere) = (here.Now, there.Now + TimeSpan.FromSeconds(TwoApps.CacheSeconds) + Tolerance);
            await rivals;
            await Task.Delay(TimeSpan.FromSeconds(TwoApps.CacheSeconds) + Tolerance + TimeSpan.FromMilliseconds(300));

            Assert.Equal(["0.0.1"], await here.ServedAfterAsync(answered));
            Assert.Equal(["0.0.1"], await there.ServedAfterAsync(elsewhere));
        }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_instance_that_repeats_a_rollbacks_answer_to_its_key_serves_the_candidate_no_more(bool sameInstance)
    {
        var prompt = await Deploying.ImportAsync(apps.First.Api);
        await Deploying.RunAsync(apps.First, prompt, "0.0.2", Deploying.Steps((99.99m, "manual")));
        var again = sameInstance ? apps.First : apps.Second;
        var call = Deploying.Emergency(prompt) with { Key = TwoApps.UniqueName() };
        Assert.Equal("0.0.2", (await again.Api.GetAsync($"prompts/{prompt}/resolve?subject=me")).Expect(200)["version"]);
        // The commit takes effect, but the caller does not learn it.
        (await apps.First.Api.SendAsync(call with { Script = new() { DieAfter = 3 } })).Expect(500);

        (await again.Api.SendAsync(call)).Expect(200);

        Assert.Equal("0.0.1", (await again.Api.GetAsync($"prompts/{prompt}/resolve?subject=me")).Expect(200)["version"]);
    }

    /// <summary>A deployment of 0.0.2 at 10 %, about to do what is said.</summary>
    private async Task<RolloutReference> PrepareAsync(string rival)
    {
        var prompt = await Deploying.ImportAsync(apps.First.Api);
        var rollout = await Deploying.CreateAsync(apps.First.Api, prompt, "0.0.2", rival.StartsWith("the completion", StringComparison.Ordinal) ? EndIsDue : StepIsDue);
        await apps.First.AdvanceAsync(rollout);
        return rollout;
    }

    private static ApiRequest Rollback(string kind, RolloutReference rollout) =>
        kind == "command" ? Deploying.Command(rollout, "rollback", "rollback") : Deploying.Emergency(rollout.Prompt, "rollback");

    private async Task RivalAsync(string rival, RolloutReference rollout)
    {
        if (rival.Contains("orchestration", StringComparison.Ordinal)) await apps.Second.AdvanceAsync(rollout);
        else await apps.Second.Api.SendAsync(Deploying.Command(rollout, rival, rival));
    }

    /// <summary>Tries something again and again, with something else that happens before its first storage call, its second, and so on.</summary>
    private static async Task BetweenCallsAsync(Func<Func<Func<Task>, StorageScript>, Task> attempt)
    {
        var happened = true;
        for (var call = 1; happened; call++)
        {
            happened = false;
            await attempt(happens =>
            {
                var calls = 0;
                return new()
                {
                    Before = async _ =>
                    {
                        if (Interlocked.Increment(ref calls) != call) return;
                        happened = true;
                        Task happening;
                        // Nothing of the request's own context goes with it.
                        using (ExecutionContext.SuppressFlow()) happening = Task.Run(happens);
                        await happening;
                    },
                };
            });
        }
    }

    private async Task CheckRolledBackAsync(RolloutReference rollout, Answer answer, IReadOnlyList<(string Reason, Answer Answer)> others)
    {
        answer.Expect(200);
        var state = await race.CheckAsync(rollout.Prompt, [("rollback", answer), .. others]);
        Assert.Equal("0.0.1", Text(state, "live"));
        Assert.Null(state["rollout"]);
        var shown = await PromptState.ReadAsync(apps.Fresh, rollout.Prompt);
        var ended = (await apps.Fresh.GetAsync($"prompts/{rollout.Prompt}/deployments/{rollout.Id}")).Expect(200);
        Assert.Equal("rolledBack", ended["status"]);
        var wasLive = ended.Json["events"]!.AsArray().Any(one => Text(one!, "kind") == "completed");
        Assert.Equal(wasLive ? "deprecated" : "testing", (await apps.Fresh.GetAsync($"prompts/{rollout.Prompt}/versions/0.0.2"))["status"]);

        foreach (var app in new[] { apps.First, apps.Second }) await app.DriveAsync(rollout);
        Assert.Equal(shown, await PromptState.ReadAsync(apps.Fresh, rollout.Prompt));
    }

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();
}
