using System.Text;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What receivers get.</summary>
public sealed class WebhookDeliveryTests(WebhookApps apps) : IClassFixture<WebhookApps>
{
    private readonly ApiClient api = apps.Api;
    private readonly WebhookReceiver receiver = apps.Receiver;

    [Fact]
    public async Task Each_event_arrives_at_once_signed_and_in_order()
    {
        var (prompt, path) = await apps.NewWebhook();

        await prompt.CreateLive("the first text");
        var rollout = await prompt.Deploy(await prompt.Create("the second text"), "custom", [new { percentage = 10, hold = "manual" }, new { percentage = 100 }],
            [new { metric = "error_rate", max = 0.05, action = "report" }]);
        await rollout.Until(10);
        await rollout.Report("error_rate", 0.5);
        await rollout.Until(view => ApiDeployment.Events(view).Contains("guardrail"));
        await receiver.UntilTaken(path, 7);
        (await rollout.Tell("complete")).ShouldBe(200);
        (await api.Post($"{prompt.Path}/rollback", new { reason = "wrong answers", author = "kim" })).ShouldBe(200);

        var taken = await receiver.UntilTaken(path, 11);
        Assert.Equal(
            [
                "version.created", "version.promoted", "version.promoted", "version.created", "rollout.step", "version.promoted", "guardrail.breached",
                "rollout.step", "version.promoted", "rollout.rolledBack", "version.promoted",
            ], taken.Select(call => call.Type));
        Assert.Equal(taken.Select(call => call.Sequence).Order().Distinct(), taken.Select(call => call.Sequence));
        Assert.Equal(("10", "100", "0.0.1"), (taken[4].Data("percentage"), taken[7].Data("percentage"), taken[9].Data("live")));
        Assert.Equal(("kim", "wrong answers", prompt.Name), ((string?)taken[9].Event["by"], (string?)taken[9].Event["reason"], (string?)taken[9].Event["prompt"]));
        Assert.Equal("error_rate", (string?)taken[6].Event["data"]!["guardrails"]![0]!["metric"]);
        Assert.All(taken, call =>
        {
            call.ShouldBeSigned(WebhookApps.Secret(path));
            Assert.Equal(("POST", "application/json", call.Type, call.Id), (call.Method, call.Headers["Content-Type"], call.Headers["X-PromptFunctions-Event"], call.Headers["X-PromptFunctions-Delivery"]));
            Assert.StartsWith("PromptFunctions/", call.Headers["User-Agent"], StringComparison.Ordinal);
            Assert.DoesNotContain("traceparent", call.Headers.Keys, StringComparer.OrdinalIgnoreCase);
            Assert.DoesNotContain(" text", Encoding.UTF8.GetString(call.Body), StringComparison.Ordinal);
        });
        // What nothing followed from, stands in the audit too.
        Assert.Contains("deployment.guardrail", await prompt.Actions());
    }

    [Fact]
    public async Task An_experiment_is_told_of_when_its_figures_are_final()
    {
        var experiment = await ApiExperiment.Start(api, new { minSubjectsPerArm = 50, tuning = 200 });
        var path = await apps.Add(experiment.Prompt, "experiment.decided");
        await experiment.ReportWin();

        (await experiment.Stop()).ShouldBe(200);
        await apps.First.App.RunTimerAsync("EvaluateExperiments");

        var told = Assert.Single(await receiver.UntilTaken(path, 1));
        Assert.Equal((experiment.Id, "stopped", "winner", "treatment"), (told.Data("experiment"), told.Data("status"), told.Data("decision"), told.Data("winner")));
        Assert.Equal("experiment.decided", (await experiment.Prompt.Actions())[0]);
    }

    [Fact]
    public async Task A_receiver_that_fails_hangs_breaks_off_and_comes_back_gets_everything_in_order_and_the_same_bytes_each_time()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        var answers = new Queue<Func<Microsoft.AspNetCore.Http.HttpContext, Task>>([Status(500), WebhookReceiver.Hang, WebhookReceiver.Close, Status(301), Status(429)]);
        receiver.On(path, http => answers.TryDequeue(out var answer) ? answer(http) : Task.CompletedTask);

        for (var i = 0; i < 3; i++) await prompt.Create($"content {i}");
        var taken = await apps.DeliverUntilTaken(path, 3);

        Assert.Equal(["0.0.1", "0.0.2", "0.0.3"], taken.Select(call => call.Data("version")));
        var first = receiver.Calls(path).Where(call => call.Id == taken[0].Id).ToList();
        Assert.Equal(6, first.Count);
        Assert.Equal(8, receiver.Calls(path).Count);
        Assert.All(first, call => Assert.Equal(taken[0].Body, call.Body));
        Assert.All(first, call => call.ShouldBeSigned(WebhookApps.Secret(path)));
        Assert.Empty(receiver.Calls("elsewhere"));
        var shown = (await api.Get(WebhookApps.Webhook(prompt, path))).ShouldBe(200)["deliveries"]!;
        Assert.Equal((0, 0, "It answered 429.", taken[0].Id), ((int)shown["pending"]!, (int)shown["failures"]!, (string?)shown["lastFailure"]!["error"], (string?)shown["lastFailure"]!["id"]));
        Assert.NotNull((string?)shown["lastDeliveredAt"]);

        Func<Microsoft.AspNetCore.Http.HttpContext, Task> Status(int status) => http =>
        {
            http.Response.StatusCode = status;
            http.Response.Headers.Location = receiver.Url("elsewhere");
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task A_receiver_that_is_gone_for_a_day_leaves_dead_letters_that_are_replayed_before_what_came_since()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        var webhook = WebhookApps.Webhook(prompt, path);
        receiver.Say(path, 503);
        for (var i = 0; i < 3; i++) await prompt.Create($"content {i}");

        var letters = await apps.Bury(prompt, path, 3);
        Assert.Equal(["version.created", "version.created", "version.created"], letters.Each("event"));
        Assert.All(letters.Items, letter => Assert.Equal("It answered 503.", (string?)letter["lastError"]));
        Assert.All(letters.Items, letter => Assert.True((int)letter["attempts"]! >= 1));
        var shown = (await api.Get(webhook)).ShouldBe(200)["deliveries"]!;
        Assert.Equal((3, 0), ((int)shown["deadLetters"]!, (int)shown["pending"]!));
        Assert.Equal(letters.Each("id"), (await api.All($"{webhook}/dead-letters", limit: 2)).Select(letter => (string?)letter["id"]));
        var waiting = await prompt.Create("content 3");
        Assert.Empty(receiver.Taken(path));

        receiver.Say(path, 200);
        var replayed = (await api.Post($"{webhook}/replay", new { ids = new[] { letters.Each("id")[1] }, reason = "fixed", author = "kim" }, ("Idempotency-Key", path))).ShouldBe(200);
        Assert.Equal(1, (int)replayed["replayed"]!);
        Assert.Equal(["0.0.2", waiting], (await receiver.UntilTaken(path, 2)).Select(call => call.Data("version")));
        (await api.Post($"{webhook}/replay", new { ids = new[] { letters.Each("id")[1] }, reason = "fixed", author = "kim" }, ("Idempotency-Key", path))).ShouldBe(200);
        Assert.Equal(2, (int)(await api.Post($"{webhook}/replay")).ShouldBe(200)["replayed"]!);
        Assert.Equal(["0.0.2", waiting, "0.0.1", "0.0.3"], (await receiver.UntilTaken(path, 4)).Select(call => call.Data("version")));

        Assert.Empty((await api.Get($"{webhook}/dead-letters")).ShouldBe(200).Items);
        Assert.Equal(0, (int)(await api.Post($"{webhook}/replay")).ShouldBe(200)["replayed"]!);
        var audit = (await prompt.Audit()).Where(entry => (string?)entry["action"] == "webhook.replayed").ToList();
        Assert.Equal([2, 1], audit.Select(entry => (int)entry["after"]!["replayed"]!));
        Assert.Equal(("kim", "fixed", path), ((string?)audit[1]["by"], (string?)audit[1]["reason"], (string?)audit[1]["target"]));
    }

    [Fact]
    public async Task Dead_letters_go_after_thirty_days()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        receiver.Say(path, 500);
        await prompt.Create("one");
        await apps.Bury(prompt, path, 1);

        apps.Wait(TimeSpan.FromDays(29));
        await apps.First.App.RunTimerAsync("Purge");
        Assert.Single((await api.Get($"{WebhookApps.Webhook(prompt, path)}/dead-letters")).Items);
        apps.Wait(TimeSpan.FromDays(2.1));
        await apps.First.App.RunTimerAsync("Purge");

        Assert.Empty((await api.Get($"{WebhookApps.Webhook(prompt, path)}/dead-letters")).Items);
    }

    [Fact]
    public async Task A_dead_receiver_holds_up_no_other_one()
    {
        var (prompt, dead) = await apps.NewWebhook("version.created");
        var alive = await apps.Add(prompt, "version.created", "version.promoted");
        receiver.On(dead, WebhookReceiver.Hang);

        await prompt.CreateLive("one");

        Assert.Equal(["version.created", "version.promoted", "version.promoted"], (await receiver.UntilTaken(alive, 3)).Select(call => call.Type));
        Assert.Empty(receiver.Taken(dead));
        receiver.Say(dead, 200);
        Assert.Equal(receiver.Taken(alive)[0].Id, Assert.Single(await apps.DeliverUntilTaken(dead, 1)).Id);
    }

    [Fact]
    public async Task Two_instances_at_once_deliver_each_event_once_and_in_order()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        receiver.Say(path, 500);
        for (var i = 0; i < 15; i++) await prompt.Create($"content {i}");
        await receiver.UntilCalled(path);
        receiver.On(path, _ => Task.Delay(10));
        apps.Wait(TimeSpan.FromHours(2));

        await Task.WhenAll(new[] { apps.First, apps.Second, apps.First, apps.Second }.Select(app => app.App.RunTimerAsync("DeliverWebhooks")));

        Assert.Equal(Enumerable.Range(1, 15).Select(i => $"0.0.{i}"), (await receiver.UntilTaken(path, 15)).Select(call => call.Data("version")));
        // More come from elsewhere, while the other instance may be at it.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => (i % 2 == 0 ? apps.First : apps.Second).Client.Post(prompt.Versions, new { content = $"more {i}" })));
        var all = await receiver.UntilTaken(path, 25);
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"0.0.{i}"), all.Select(call => call.Data("version")));
    }

    [Fact]
    public async Task What_is_removed_is_told_of_nothing_more_and_nothing_is_left_of_it()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        receiver.Say(path, 500);
        await prompt.Create("one");
        await apps.Bury(prompt, path, 1);
        await prompt.Create("two");
        Assert.Equal((1, 1), ((await apps.Rows(prompt, "o:")).Count, (await apps.Rows(prompt, "l:")).Count));

        (await api.Delete(WebhookApps.Webhook(prompt, path))).ShouldBe(204);
        foreach (var prefix in new[] { "o:", "l:", "w" }) Assert.Empty(await apps.Rows(prompt, prefix));
        var before = receiver.Calls(path).Count;
        await prompt.Create("three");
        // Made anew it begins anew.
        (await api.Put(WebhookApps.Webhook(prompt, path), new { url = receiver.Url(path), secret = WebhookApps.Secret(path) })).ShouldBe(201);
        receiver.Say(path, 200);
        apps.Wait(TimeSpan.FromHours(2));
        await apps.Deliver();
        await prompt.Create("four");

        Assert.Equal("0.0.4", Assert.Single(await receiver.UntilTaken(path, 1)).Data("version"));
        Assert.InRange(receiver.Calls(path).Count - before, 1, 2);
    }

    [Fact]
    public async Task One_that_is_disabled_keeps_what_waits_and_gets_nothing_new()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        receiver.Say(path, 500);
        await prompt.Create("one");
        await receiver.UntilCalled(path);

        (await api.Put(WebhookApps.Webhook(prompt, path), new { enabled = false })).ShouldBe(200);
        await prompt.Create("two");
        receiver.Say(path, 200);
        apps.Wait(TimeSpan.FromDays(2));
        await apps.Deliver();
        Assert.Empty(receiver.Taken(path));
        (await api.Put(WebhookApps.Webhook(prompt, path), new { enabled = true })).ShouldBe(200);
        await prompt.Create("three");

        Assert.Equal(["0.0.1", "0.0.3"], (await receiver.UntilTaken(path, 2)).Select(call => call.Data("version")));
    }

    [Fact]
    public async Task Another_address_and_another_secret_hold_at_once_and_for_what_waits()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        var other = $"{path}-other";
        receiver.Say(path, 500);
        await prompt.Create("one");
        await receiver.UntilCalled(path);

        (await api.Put(WebhookApps.Webhook(prompt, path), new { url = receiver.Url(other), secret = WebhookApps.Secret(other) })).ShouldBe(200);

        Assert.Single(await receiver.UntilTaken(other, 1)).ShouldBeSigned(WebhookApps.Secret(other));
    }

    [Fact]
    public async Task A_ping_tells_what_the_receiver_answered_and_is_repeated_by_its_key()
    {
        var (prompt, path) = await apps.NewWebhook("version.created");
        var ping = $"{WebhookApps.Webhook(prompt, path)}/ping";

        var good = (await api.Post(ping, new { author = "kim" }, ("Idempotency-Key", "a"))).ShouldBe(200);
        var again = (await api.Post(ping, new { author = "kim" }, ("Idempotency-Key", "a"))).ShouldBe(200);
        receiver.Say(path, 401);
        var bad = (await api.Post(ping)).ShouldBe(200);

        Assert.Equal((true, 204, null), ((bool)good["delivered"]!, (int)good["status"]!, (string?)good["error"]));
        Assert.Equal((false, 401, "It answered 401."), ((bool)bad["delivered"]!, (int)bad["status"]!, (string?)bad["error"]));
        Assert.Equal(good.Text, again.Text);
        Assert.Equal(2, receiver.Calls(path).Count);
        var sent = receiver.Calls(path)[0];
        sent.ShouldBeSigned(WebhookApps.Secret(path));
        Assert.Equal(("ping", (string?)good["id"], "kim"), (sent.Type, sent.Id, (string?)sent.Event["by"]));
    }

    [Fact]
    public async Task The_secret_is_nowhere_to_be_seen()
    {
        var (prompt, path) = await apps.NewWebhook();
        var webhook = WebhookApps.Webhook(prompt, path);
        receiver.Say(path, 500);
        await prompt.Create("one");
        await apps.Bury(prompt, path, 1);
        var answers = new List<string>
        {
            (await api.Put(webhook, new { description = "changed" })).Text,
            (await api.Put(webhook, new { url = "nowhere", secret = WebhookApps.Secret(path) })).Text,
            (await api.Put(webhook, $$"""{ "secret": "{{WebhookApps.Secret(path)}}", "events": ["x"] }""")).Text,
            (await api.Post($"{webhook}/replay")).Text,
            (await api.Post($"{webhook}/ping", null, ("Idempotency-Key", "k"))).Text,
        };
        foreach (var shown in new[] { webhook, $"{prompt.Path}/webhooks", $"{webhook}/dead-letters", $"{prompt.Path}/audit", $"{prompt.Path}/export", prompt.Path, "/export" })
            answers.Add((await api.Get(shown)).ShouldBe(200).Text);

        Assert.All(answers, answer => Assert.DoesNotContain("the secret of", answer, StringComparison.Ordinal));
        Assert.Contains(apps.Logs.Lines, line => line.Contains(path, StringComparison.Ordinal));
        Assert.DoesNotContain(apps.Logs.Lines, line => line.Contains("the secret of", StringComparison.Ordinal));
        foreach (var row in (await apps.Rows(prompt, "")).Where(key => !key.StartsWith("w:", StringComparison.Ordinal)))
        {
            var stored = await apps.First.Table("prompts").GetEntityAsync<Azure.Data.Tables.TableEntity>(prompt.Name, row);
            Assert.DoesNotContain(stored.Value, property => TextOf(property.Value).Contains("the secret of", StringComparison.Ordinal));
        }
    }

    private static string TextOf(object? value) => value switch
    {
        string text => text,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => "",
    };
}
