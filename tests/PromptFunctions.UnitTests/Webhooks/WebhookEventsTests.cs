using System.Text.Json;
using System.Text.Json.Nodes;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.UnitTests.Experiments;
using PromptFunctions.UnitTests.Rollouts;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Webhooks;

public sealed class WebhookEventsTests
{
    private static readonly PromptHead Head = WithWebhook(Scene.Before(Deployments.Pending()).Head);

    [Fact]
    public void A_version_that_is_made_is_told_of_without_its_content()
    {
        var told = Single(Head, new() { Prompt = Head.Prompt, Added = [Version("1.2.0")], Audit = Audit(AuditActions.VersionCreated, "1.2.0", new string('r', 5_000)) });

        Assert.Equal(("version.created", "p", "ann", "1.2.0"), ((string?)told["type"], (string?)told["prompt"], (string?)told["by"], (string?)told["target"]));
        Assert.Equal(1_000, ((string)told["reason"]!).Length);
        Assert.Equal(["version", "branch", "parent", "status", "format", "contentHash", "author"], told["data"]!.AsObject().Select(member => member.Key));
        Assert.Equal("1.2.0", (string?)told["data"]!["version"]);
    }

    [Fact]
    public void A_merge_makes_a_version_too() =>
        Assert.Equal("1.2.0", Data(Head, new() { Prompt = Head.Prompt, Added = [Version("1.2.0")], Audit = Audit(AuditActions.BranchMerged, "concise") })["version"]);

    [Fact]
    public void An_import_is_told_of_once_however_many_versions_it_brings_and_what_it_brings_live()
    {
        var added = Enumerable.Range(1, 150).Select(i => Version($"2.0.{i}") with { Status = i == 7 ? VersionStatus.Production : VersionStatus.Draft }).ToList();
        var route = Head.Route with { Live = new(V("2.0.7"), "sha256:0") };

        var told = Told(Head, new() { Prompt = Head.Prompt, Route = route, Added = added, Audit = Audit(AuditActions.Imported, "p") });

        Assert.Equal(["version.created", "version.promoted"], told.Select(one => (string?)one["type"]));
        Assert.Equal((150, 100, "2.0.150"), ((int)told[0]["data"]!["count"]!, told[0]["data"]!["versions"]!.AsArray().Count, (string?)told[0]["data"]!["versions"]![0]));
        Assert.Equal(("2.0.7", "production"), ((string?)told[1]["data"]!["version"], (string?)told[1]["data"]!["to"]));
    }

    [Fact]
    public void A_version_that_comes_to_another_status_is_told_of_with_where_it_came_from()
    {
        var draft = Version("1.2.0") with { Status = VersionStatus.Draft, StatusHistory = [new(VersionStatus.Draft, Noon, "ann", null)] };
        var head = Head with { Prompt = Head.Prompt.WithCount(null, VersionStatus.Draft) };
        var testing = draft.WithStatus(new(VersionStatus.Testing, Noon, "ann", null));

        var data = Data(head, new() { Prompt = head.Prompt.WithCount(VersionStatus.Draft, VersionStatus.Testing), Updated = [testing], Audit = Audit(AuditActions.VersionPromoted, "1.2.0") });

        Assert.Equal("1.2.0 draft testing 1.0.0", $"{data["version"]} {data["from"]} {data["to"]} {data["live"]}");
    }

    [Fact]
    public void Other_changes_are_told_to_nobody()
    {
        Assert.Empty(Told(Head, new() { Prompt = Head.Prompt, Updated = [Version()], Audit = Audit(AuditActions.VersionUpdated, "1.2.0-rc.1") }));
        Assert.Empty(Told(Head, new() { Prompt = Head.Prompt, Updated = [Version()], Audit = Audit(AuditActions.VersionApproved, "1.2.0-rc.1") }));
        Assert.Empty(Told(Head, new() { Prompt = Head.Prompt, Route = Head.Route.WithLabel("stable", Scene.Served("1.0.0")), Audit = Audit(AuditActions.LabelSet, "stable") }));
        Assert.Empty(Told(Head, new() { Prompt = Head.Prompt, Updated = [Version("1.0.0"), Version("1.1.0")], Audit = Audit(AuditActions.ExperimentCreated, "x") }));
    }

    [Fact]
    public void Each_step_of_a_rollout_is_told_of_and_that_its_version_is_live()
    {
        var created = Created();
        Assert.Empty(Types(created));
        Assert.Empty(Types(Created(DeploymentStage.Validating).Do(transition => transition.EnterTesting())));
        var first = created.Step();
        Assert.Equal(["rollout.step"], Types(first));
        Assert.Equal(["rollout.step"], Types(first.Step(DeploymentEventKinds.Advanced)));
        Assert.Empty(Types(first.Pause()));
        Assert.Empty(Types(first.Pause().Resume()));
        Assert.Empty(Types(first.Do(transition => transition.EndHold())));

        var completed = first.Complete();

        var told = Told(first.Head, completed.Last!);
        Assert.Equal(["rollout.step", "version.promoted"], told.Select(one => (string?)one["type"]));
        Assert.Equal($"{Deployments.Id} 1.1.0 1.0.0 completed 100 2 3", Text(told[0], "deployment", "version", "baseline", "status", "percentage", "step", "steps"));
        Assert.Equal($"1.1.0 testing production 1.1.0 {Deployments.Id}", Text(told[1], "version", "from", "to", "live", "deployment"));
    }

    [Fact]
    public void A_draft_that_a_rollout_takes_to_testing_is_told_of_with_its_first_step() =>
        Assert.Equal(["rollout.step", "version.promoted"], Types(Created(candidate: VersionStatus.Draft).Step()));

    [Fact]
    public void A_rollout_that_is_taken_back_is_told_of_and_one_that_is_given_up_is_not()
    {
        var running = Created().Step();
        Assert.Empty(Types(running.End(DeploymentStatus.Aborted)));
        Assert.Empty(Types(running.End(DeploymentStatus.Failed)));

        var told = Assert.Single(Told(running.Head, running.End(DeploymentStatus.RolledBack).Last!));

        Assert.Equal($"rollout.rolledBack {Deployments.Id} 1.1.0 1.0.0 ", $"{told["type"]} {Text(told, "deployment", "version", "live", "rollback")}");
    }

    [Fact]
    public void A_return_to_an_earlier_version_is_told_of_as_what_it_took_back()
    {
        var target = Version("0.9.0") with { Status = VersionStatus.Deprecated, StatusHistory = [new(VersionStatus.Deprecated, Noon, "ann", null)] };
        var head = Head with { Prompt = Head.Prompt.WithCount(null, VersionStatus.Deprecated) };
        var rollback = DeploymentRecord.Immediate(target, V("1.0.0"), "ann", "wrong", Noon) with { IsRollback = true, RollbackOf = "earlier", WentBack = true };
        var change = GoingLive.Plan(head, target, head.Route.BackTo(Scene.Served("0.9.0")), rollback, new(VersionStatus.Production, Noon, "ann", "wrong"),
            RolloutTransition.Audit(null, rollback, DeploymentEventKinds.RolledBack, "ann", "wrong", Noon));

        var told = Told(head, change);

        Assert.Equal(["rollout.rolledBack", "version.promoted"], told.Select(one => (string?)one["type"]));
        Assert.Equal($"earlier 1.0.0 0.9.0 {rollback.Id}", Text(told[0], "deployment", "version", "live", "rollback"));
        Assert.Equal("0.9.0 deprecated production 0.9.0", Text(told[1], "version", "from", "to", "live"));
    }

    [Theory]
    [InlineData(GuardrailAction.Rollback, "guardrail.breached rollout.rolledBack")]
    [InlineData(GuardrailAction.Pause, "guardrail.breached")]
    [InlineData(GuardrailAction.Report, "guardrail.breached")]
    public void A_broken_guardrail_is_told_of_before_what_follows(GuardrailAction action, string expected)
    {
        var running = Created().Step();
        var broken = running with { Deployment = running.Deployment with { Breaches = [Deployments.Guard(GuardrailVerdict.Fail, action, reason: "0.1 breaks max 0.05")] } };
        var after = action switch
        {
            GuardrailAction.Rollback => broken.End(DeploymentStatus.RolledBack),
            GuardrailAction.Pause => broken.Pause(),
            _ => broken.Do(transition => transition.Note()),
        };

        var told = Told(broken.Head, after.Last!);

        Assert.Equal(expected, string.Join(' ', told.Select(one => (string?)one["type"])));
        var guardrail = told[0]["data"]!["guardrails"]![0]!;
        Assert.Equal($"error_rate 0.05 fail 0.1 100 0.1 breaks max 0.05", $"{guardrail["metric"]} {guardrail["max"]} {guardrail["verdict"]} {guardrail["value"]} {guardrail["samples"]} {guardrail["reason"]}");
    }

    [Fact]
    public void An_experiment_is_told_of_once_its_figures_are_final()
    {
        var experiment = Trials.Of() with { MinSubjectsPerArm = 10 };
        Assert.Empty(Told(Head, ExperimentTransition.End(Head, experiment, experiment.Completed(), Actors.System, null, Noon)));

        var frozen = experiment.Completed().Frozen(experiment.Tally((50, [1.0]), (50, [9.0])));
        var told = Single(Head, ExperimentTransition.Decide(Head, frozen, Noon));

        Assert.Equal(("experiment.decided", "system"), ((string?)told["type"], (string?)told["by"]));
        Assert.Equal($"{experiment.Id} shorter answers completed winner b", Text(told, "experiment", "name", "status", "decision", "winner"));
        Assert.Equal(["a 1.0.0 50", "b 1.1.0 50"], told["data"]!["arms"]!.AsArray().Select(arm => $"{arm!["name"]} {arm["version"]} {arm["subjects"]}"));
    }

    [Fact]
    public void Every_webhook_gets_the_same_bytes_and_only_what_it_wants()
    {
        var head = Head with
        {
            Prompt = Head.Prompt with
            {
                WebhookSequence = 41,
                Webhooks = new Dictionary<string, WebhookSubscription>
                {
                    ["all"] = new("key-of-all", true, Enum.GetValues<WebhookEventType>()),
                    ["created"] = new("key-of-created", true, [WebhookEventType.VersionCreated]),
                    ["promoted"] = new("key-of-promoted", true, [WebhookEventType.VersionPromoted]),
                    ["off"] = new("key-of-off", false, Enum.GetValues<WebhookEventType>()),
                },
            },
        };

        var change = WebhookEvents.AddTo(head, new() { Prompt = head.Prompt, Added = [Version("1.2.0")], Audit = Audit(AuditActions.VersionCreated, "1.2.0") });

        Assert.Equal(["all key-of-all 42", "created key-of-created 42"], change.Outgoing.Select(one => $"{one.Webhook} {one.Key} {one.Sequence}"));
        Assert.Equal(42, change.Prompt.WebhookSequence);
        Assert.Equal(change.Outgoing[0].Body.ToArray(), change.Outgoing[1].Body.ToArray());
        Assert.Equal((change.Outgoing[0].EventId, 42), ((string?)Json(change.Outgoing[0])["id"], (int)Json(change.Outgoing[0])["sequence"]!));
    }

    [Fact]
    public void A_change_that_nobody_wants_to_know_of_stays_as_it_is()
    {
        var head = Head with { Prompt = Head.Prompt with { Webhooks = new Dictionary<string, WebhookSubscription> { ["w"] = new("k", true, [WebhookEventType.RolloutStep]) } } };
        var change = new PromptChange { Prompt = head.Prompt, Added = [Version("1.2.0")], Audit = Audit(AuditActions.VersionCreated, "1.2.0") };

        Assert.Same(change, WebhookEvents.AddTo(head, change));
        Assert.Same(change, WebhookEvents.AddTo(null, change));
    }

    private static PromptHead WithWebhook(PromptHead head) =>
        head with { Prompt = head.Prompt with { Webhooks = new Dictionary<string, WebhookSubscription> { ["w"] = SampleWebhooks.Webhook().Subscription } } };

    private static Scene Created(DeploymentStage stage = DeploymentStage.Testing, VersionStatus candidate = VersionStatus.Testing)
    {
        var before = Scene.Before(Deployments.Pending() with { Events = [], Stage = stage }, candidate);
        return (before with { Head = WithWebhook(before.Head) }).Do(transition => transition.Create());
    }

    /// <summary>What the last transition of a scene is told of. All scenes have the same live version before, so any head of them tells what moved.</summary>
    private static IEnumerable<string?> Types(Scene after)
    {
        var moved = after.Last!.Updated.SingleOrDefault();
        var counts = moved is null ? after.Prompt : after.Prompt.WithCount(moved.Status, moved.StatusHistory.Count > 1 ? moved.StatusHistory[^2].Status : moved.Status);
        return Told(new(counts, Head.Route), after.Last).Select(one => (string?)one["type"]);
    }

    private static AuditEntry Audit(string action, string target, string? reason = null) => new() { At = Noon, By = "ann", Action = action, Target = target, Reason = reason };

    private static List<JsonNode> Told(PromptHead before, PromptChange change) => [.. WebhookEvents.AddTo(before, change).Outgoing.Select(Json)];

    private static JsonNode Single(PromptHead before, PromptChange change) => Assert.Single(Told(before, change));

    private static Dictionary<string, string?> Data(PromptHead before, PromptChange change) =>
        Single(before, change)["data"]!.AsObject().ToDictionary(member => member.Key, member => member.Value?.ToString());

    private static JsonNode Json(WebhookDelivery delivery) => JsonSerializer.Deserialize<JsonNode>(delivery.Body.Span)!;

    private static string Text(JsonNode told, params string[] members) => string.Join(' ', members.Select(member => told["data"]![member]?.ToString()));
}
