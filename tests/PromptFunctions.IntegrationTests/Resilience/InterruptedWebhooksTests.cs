using System.Globalization;
using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Changes that are told of, and deliveries, that end between any two storage calls.</summary>
[Collection(ChangesGroup.Name)]
public sealed class InterruptedWebhooksTests(TwoApps apps)
{
    private const int Events = 2;

    private static readonly Dictionary<string, string?> Allowed = new() { ["Webhooks:AllowPrivateTargets"] = "true" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_that_dies_anywhere_is_told_of_if_and_only_if_it_was_made(bool onlyAnswers)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, settings: Allowed);
        await using var timer = await TestApp.StartAsync(apps.Azurite.ConnectionString, withTimers: true, settings: Allowed);
        // The first writes of a process make tables and containers.
        await CreateAsync(new());
        var undisturbed = new StorageScript();
        await CreateAsync(undisturbed);

        for (var k = onlyAnswers ? 1 : 0; k <= undisturbed.Calls; k++)
        {
            var (prompt, status) = await CreateAsync(onlyAnswers ? new() { LoseAnswerOf = k } : new() { DieAfter = k });
            Assert.Equal(onlyAnswers ? 201 : 500, status);
            await timer.Host.RunTimerAsync("DeliverWebhooks");

            var made = await apps.Fresh.VersionsAsync(prompt);
            if (onlyAnswers) await receiver.UntilTaken(prompt, 1);
            Assert.Equal(made, receiver.Taken(prompt).Select(call => call.Data("version")));
            Assert.Equal(onlyAnswers || k == undisturbed.Calls ? 1 : 0, made.Count);
        }

        async Task<(string Prompt, int Status)> CreateAsync(StorageScript script)
        {
            var prompt = TwoApps.UniqueName();
            (await app.Api.PutAsync($"prompts/{prompt}", new { type = "report" })).Expect(201);
            await SetAsync(app, receiver, prompt);
            return (prompt, (await app.Api.SendAsync(new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content = "one" }) { Script = script })).Status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replay_and_deliveries_that_die_anywhere_or_miss_an_answer_lose_nothing_and_keep_the_order(bool onlyAnswers)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var clock = new ShiftedClock();
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock, settings: Allowed);

        foreach (var k in await MomentsAsync())
        {
            var prompt = await PrepareAsync();
            var script = onlyAnswers ? new StorageScript { LoseAnswerOf = k } : new StorageScript { DieAfter = k };
            var run = app.Storage.PlayAsync(script, () => DeliverAsync(app, prompt, clock));
            if (onlyAnswers) await run;
            else await Assert.ThrowsAsync<ProcessDiedException>(() => run);
            // Until then whoever died holds the lease.
            clock.Ahead += TimeSpan.FromMinutes(10);
            while (await DeliverAsync(app, prompt, clock) is not null) clock.Ahead += TimeSpan.FromMinutes(10);

            var taken = receiver.Taken(prompt);
            Assert.Equal(Enumerable.Range(1, Events).Select(i => $"0.0.{i}"), taken.Select(call => call.Data("version")).Distinct());
            // What was sent when the process died is sent again, and nothing else.
            Assert.InRange(taken.Count, Events, onlyAnswers ? Events : Events + 1);
            Assert.Empty(await RowsAsync(prompt));
        }

        // Every call of an undisturbed run; of lost answers, only those to what was written.
        async Task<IReadOnlyList<int>> MomentsAsync()
        {
            var prompt = await PrepareAsync();
            var methods = new List<RequestMethod>();
            var script = new StorageScript
            {
                Before = request =>
                {
                    methods.Add(request.Method);
                    return Task.CompletedTask;
                },
            };
            await app.Storage.PlayAsync(script, () => DeliverAsync(app, prompt, clock));
            Assert.Equal(Events, receiver.Taken(prompt).Count);
            Assert.InRange(methods.Count, 12, 30);
            return [.. Enumerable.Range(0, methods.Count + 1).Where(call => !onlyAnswers || (call > 0 && methods[call - 1] != RequestMethod.Get))];
        }

        async Task<string> PrepareAsync()
        {
            var prompt = TwoApps.UniqueName();
            (await app.Api.PutAsync($"prompts/{prompt}", new { type = "report" })).Expect(201);
            receiver.Say(prompt, 500);
            await SetAsync(app, receiver, prompt);
            for (var i = 0; i < Events; i++) (await app.Api.PostAsync($"prompts/{prompt}/versions", new { content = i.ToString(CultureInfo.InvariantCulture) })).Expect(201);
            await receiver.UntilCalled(prompt);
            // From here on nobody delivers but the test.
            (await app.Api.PutAsync($"prompts/{prompt}/webhooks/w", new { enabled = false })).Expect(200);
            for (var days = 0; (await RowsAsync(prompt)).Any(key => key.StartsWith("o:", StringComparison.Ordinal)); days++)
            {
                Assert.InRange(days, 0, 10);
                clock.Ahead += TimeSpan.FromHours(25);
                await DeliverAsync(app, prompt, clock);
            }
            Assert.Equal(Events, (await app.Api.PostAsync($"prompts/{prompt}/webhooks/w/replay")).Expect(200).Json["replayed"]!.GetValue<int>());
            clock.Ahead += TimeSpan.FromHours(2);
            receiver.Say(prompt, 204);
            return prompt;
        }
    }

    [Fact]
    public async Task A_change_that_webhooks_are_told_of_takes_one_storage_call_more()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await TestApp.StartAsync(apps.Azurite.ConnectionString, settings: Allowed);
        var prompt = TwoApps.UniqueName();
        (await app.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content = "one" })).Expect(201);
        await SetAsync(app, receiver, prompt);
        foreach (var (content, events, calls) in new[] { ("two", "version.created", 4), ("three", "rollout.step", 3) })
        {
            (await app.Api.PutAsync($"prompts/{prompt}/webhooks/w", new { events = new[] { events } })).Expect(200);
            var script = new StorageScript();
            (await app.Api.SendAsync(new(HttpMethod.Post, $"prompts/{prompt}/versions", new { content }) { Script = script })).Expect(201);
            Assert.Equal(calls, script.Calls);
        }
    }

    private static async Task SetAsync(TestApp app, WebhookReceiver receiver, string prompt) =>
        (await app.Api.PutAsync($"prompts/{prompt}/webhooks/w", new { url = receiver.Url(prompt), secret = "a secret of the receiver", events = new[] { "version.created" } })).Expect(201);

    private static async Task<DateTimeOffset?> DeliverAsync(TestApp app, string prompt, TimeProvider clock)
    {
        var found = (await app.Host.Services.GetRequiredService<IWebhookStore>().ReadAsync(prompt, "w", CancellationToken.None))!;
        return await app.Host.Services.GetRequiredService<WebhookDeliverer>()
            .DeliverAsync(found with { Webhook = found.Webhook with { Enabled = true } }, clock.GetUtcNow() + TimeSpan.FromMinutes(1), CancellationToken.None);
    }

    private async Task<List<string>> RowsAsync(string prompt) => await apps.Prompts.QueryAsync<Azure.Data.Tables.TableEntity>($"PartitionKey eq '{prompt}'")
        .Select(row => row.RowKey).Where(key => key.StartsWith("o:", StringComparison.Ordinal) || key.StartsWith("l:", StringComparison.Ordinal)).ToListAsync();
}
