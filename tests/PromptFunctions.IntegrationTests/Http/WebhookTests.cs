using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>How webhooks are set, by an app that sends to public addresses alone.</summary>
public sealed class WebhookTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Secret = "a secret of the receiver";

    private static readonly object Usual = new { url = "https://hooks.invalid/in", secret = Secret, enabled = false };

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_webhook_is_set_changed_shown_and_removed_and_its_secret_never_shown()
    {
        var prompt = await api.NewPrompt();
        var path = $"{prompt.Path}/webhooks/team-chat";

        var created = (await api.Put(path, new { url = "https://hooks.invalid/in?k=1", secret = Secret, events = new[] { "rollout.step", "version.created" }, description = "tells the team", author = "ann" })).ShouldBe(201);
        var shown = (await api.Get(path)).ShouldBe(200);
        Assert.Equal(
            ["id", "prompt", "url", "events", "enabled", "description", "createdAt", "createdBy", "updatedAt", "deliveries"], shown.Json.AsObject().Select(member => member.Key));
        Assert.Equal("""["version.created","rollout.step"]""", shown["events"]!.ToJsonString());
        Assert.Equal(("team-chat", prompt.Name, "https://hooks.invalid/in?k=1", true, "ann"),
            ((string?)shown["id"], (string?)shown["prompt"], (string?)shown["url"], (bool)shown["enabled"]!, (string?)shown["createdBy"]));
        Assert.Equal((0, 0, 0, null, null), ((int)shown["deliveries"]!["pending"]!, (int)shown["deliveries"]!["deadLetters"]!, (int)shown["deliveries"]!["failures"]!, shown["deliveries"]!["lastDeliveredAt"], shown["deliveries"]!["lastFailure"]));

        var changed = (await api.Put(path, new { enabled = false, secret = "another secret of it" })).ShouldBe(200);
        Assert.Equal((false, "tells the team"), ((bool)changed["enabled"]!, (string?)changed["description"]));
        Assert.Equal(changed.ETag, (await api.Put(path, new { enabled = false })).ShouldBe(200).ETag);

        (await api.Delete(path)).ShouldBe(204);
        (await api.Get(path)).ShouldBeProblem(404, "unknown-webhook");
        var audit = await prompt.Audit();
        Assert.Equal(["webhook.removed", "webhook.set", "webhook.set"], audit.Take(3).Select(entry => (string?)entry["action"]));
        Assert.All(audit.Take(3), entry => Assert.Equal("team-chat", (string?)entry["target"]));
        Assert.Equal(("new", "kept"), ((string?)audit[1]["after"]!["secret"], (string?)audit[1]["before"]!["secret"]));
        Assert.All([created.Text, shown.Text, changed.Text, .. audit.Select(entry => entry.ToJsonString())], text => Assert.DoesNotContain("secret of", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_condition_is_about_what_was_set_and_not_about_how_deliveries_go()
    {
        var prompt = await api.NewPrompt();
        var path = $"{prompt.Path}/webhooks/w";
        (await api.Put(path, Usual, ("If-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
        var created = (await api.Put(path, Usual, ("If-None-Match", "*"))).ShouldBe(201);
        (await api.Put(path, Usual, ("If-None-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");

        var shown = (await api.Get(path)).ShouldBe(200);
        Assert.Equal(304, (await api.Get(path, ("If-None-Match", shown.ETag!))).Status);
        var changed = (await api.Put(path, new { description = "one" }, ("If-Match", created.ETag!))).ShouldBe(200);
        (await api.Put(path, new { description = "two" }, ("If-Match", shown.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Put(path, new { description = "two" }, ("If-Match", (await api.Get(path)).ETag!))).ShouldBe(200);
        foreach (var call in new[] { "replay", "ping" }) (await api.Post($"{path}/{call}", null, ("If-Match", changed.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Delete(path, ("If-Match", changed.ETag!))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Delete(path, ("If-Match", (await api.Get(path)).ETag!))).ShouldBe(204);
    }

    [Theory]
    [InlineData("http://hooks.invalid/in")]
    [InlineData("https://127.0.0.1/in")]
    [InlineData("https://localhost/in")]
    [InlineData("https://169.254.169.254/metadata/instance")]
    [InlineData("https://10.1.2.3/in")]
    [InlineData("https://[::1]/in")]
    [InlineData("https://[::ffff:192.168.0.1]/in")]
    [InlineData("https://user:word@hooks.invalid/in")]
    [InlineData("hooks.invalid")]
    public async Task An_address_that_is_not_public_is_refused(string url)
    {
        var prompt = await api.NewPrompt();

        (await api.Put($"{prompt.Path}/webhooks/w", new { url, secret = Secret })).ShouldBeInvalid("url");
        Assert.Empty((await prompt.Get("/webhooks")).ShouldBe(200).Items);
    }

    [Fact]
    public async Task What_a_webhook_lacks_or_has_wrong_is_named()
    {
        var prompt = await api.NewPrompt();
        var path = $"{prompt.Path}/webhooks/w";

        var empty = (await api.Put(path, new { })).ShouldBeInvalid("url");
        empty.ShouldBeInvalid("secret");
        (await api.Put(path, new { url = "https://hooks.invalid/in", secret = "short" })).ShouldBeInvalid("secret");
        (await api.Put(path, """{ "url": "https://hooks.invalid/in", "secret": "a secret of the receiver", "events": ["version.deleted"] }""")).ShouldBeInvalid("events[0]");
        (await api.Put(path, new { url = "https://hooks.invalid/in", secret = Secret, events = Array.Empty<string>() })).ShouldBeInvalid("events");
        (await api.Put($"{prompt.Path}/webhooks/Team", Usual)).ShouldBeInvalid("id");
        (await api.Put("/prompts/nobody-made-this/webhooks/w", Usual)).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task Each_call_tells_a_webhook_that_is_unknown_from_a_prompt_that_is()
    {
        var prompt = await api.NewPrompt();
        foreach (var (path, code) in new[] { ($"{prompt.Path}/webhooks/w", "unknown-webhook"), ("/prompts/nobody-made-this/webhooks/w", "unknown-prompt") })
        {
            (await api.Get(path)).ShouldBeProblem(404, code);
            (await api.Delete(path)).ShouldBeProblem(404, code);
            (await api.Get($"{path}/dead-letters")).ShouldBeProblem(404, code);
            (await api.Post($"{path}/replay")).ShouldBeProblem(404, code);
            (await api.Post($"{path}/ping")).ShouldBeProblem(404, code);
        }
        (await api.Get("/prompts/nobody-made-this/webhooks")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task A_prompt_has_ten_webhooks_at_the_most_and_they_are_listed_by_name()
    {
        var prompt = await api.NewPrompt();
        string[] names = ["b", "a", "a-b", "a.b", "a0", "a_b", "aa", "c", "0", "d"];
        foreach (var name in names) (await api.Put($"{prompt.Path}/webhooks/{name}", Usual)).ShouldBe(201);

        (await api.Put($"{prompt.Path}/webhooks/e", Usual)).ShouldBeProblem(413, "too-large");
        var listed = await api.All($"{prompt.Path}/webhooks", limit: 3);

        Assert.Equal(names.Order(StringComparer.Ordinal), listed.Select(one => (string?)one["id"]));
        Assert.All(listed, one => Assert.NotNull(one["deliveries"]));
        foreach (var name in names) Assert.Equal(name, (string?)(await api.Get($"{prompt.Path}/webhooks/{name}")).ShouldBe(200)["id"]);
    }

    [Fact]
    public async Task A_webhook_changes_neither_the_prompts_tag_nor_its_export()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        var (tag, export) = (await prompt.ETag(), (await prompt.Get("/export")).Text);

        (await api.Put($"{prompt.Path}/webhooks/w", Usual)).ShouldBe(201);

        Assert.Equal((tag, export), (await prompt.ETag(), (await prompt.Get("/export")).Text));
    }

    [Fact]
    public async Task A_ping_of_an_address_that_cannot_be_reached_says_so()
    {
        var prompt = await api.NewPrompt();
        (await api.Put($"{prompt.Path}/webhooks/w", Usual)).ShouldBe(201);

        var answer = (await api.Post($"{prompt.Path}/webhooks/w/ping")).ShouldBe(200);

        Assert.Equal((false, null), ((bool)answer["delivered"]!, (int?)answer["status"]));
        Assert.False(string.IsNullOrEmpty((string?)answer["error"]));
        Assert.Equal(0, (int)(await api.Post($"{prompt.Path}/webhooks/w/replay", new JsonObject { ["reason"] = "why not" })).ShouldBe(200)["replayed"]!);
        Assert.DoesNotContain("webhook.replayed", await prompt.Actions());
    }
}
