using System.Globalization;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class ServingTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task The_live_version_is_served_with_every_member_of_the_contract()
    {
        var prompt = await api.NewPrompt();
        var live = await prompt.CreateLive("안녕 {{name}}");

        var resolved = (await prompt.Resolve("?subject=user-1")).ShouldBe(200);

        Assert.Equal(["prompt", "version", "format", "content", "contentHash", "reason", "assignment", "revision", "stale"], resolved.Json.AsObject().Select(member => member.Key));
        Assert.Equal(prompt.Name, (string?)resolved["prompt"]);
        Assert.Equal(live, (string?)resolved["version"]);
        Assert.Equal("text", (string?)resolved["format"]);
        Assert.Equal("안녕 {{name}}", (string?)resolved["content"]);
        Assert.Equal((string?)(await api.Get(prompt.Version(live)))["contentHash"], (string?)resolved["contentHash"]);
        Assert.Equal("live", (string?)resolved["reason"]);
        Assert.Null(resolved["assignment"]);
        Assert.Equal((long?)(await prompt.Get("/route"))["revision"], (long?)resolved["revision"]);
        Assert.False((bool?)resolved["stale"]);
    }

    [Fact]
    public async Task A_label_or_a_version_pins()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.Create("two");
        await prompt.Label("next", "0.0.2");

        var cases = new[]
        {
            ("", "one", "live"),
            ("?subject=", "one", "live"),
            ("?label=next", "two", "label"),
            ("?version=next", "two", "pinned"),
            ("?version=0.0.2", "two", "pinned"),
            ("?version=0.0.1", "one", "pinned"),
            ("?version=latest", "two", "pinned"),
            ("?version=production", "one", "pinned"),
            ("?version=0.0.2&subject=u", "two", "pinned"),
        };

        foreach (var (query, content, reason) in cases)
        {
            var resolved = (await prompt.Resolve(query)).ShouldBe(200);
            Assert.Equal((query, content, reason), (query, (string?)resolved["content"], (string?)resolved["reason"]));
            Assert.Null(resolved["assignment"]);
        }
    }

    [Fact]
    public async Task What_is_not_there_is_never_replaced_by_something_else()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");

        (await prompt.Resolve("?label=nowhere")).ShouldBeProblem(404, "unknown-label");
        (await prompt.Resolve("?version=nowhere")).ShouldBeProblem(404, "unknown-label");
        (await prompt.Resolve("?label=latest")).ShouldBeProblem(404, "unknown-label");
        (await prompt.Resolve("?version=9.0.0")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Resolve("?label=next&version=0.0.1")).ShouldBeProblem(400, "invalid-request");
        (await prompt.Resolve("?label=NOT")).ShouldBeInvalid("label");
        (await prompt.Resolve($"?subject={new string('x', 1025)}")).ShouldBeInvalid("subject");
        (await prompt.Resolve($"?subject={new string('x', 1024)}")).ShouldBe(200);
        (await prompt.Resolve("?version=1.0.0%2Bbuild")).ShouldBeProblem(400, "invalid-request");
    }

    [Fact]
    public async Task Without_a_live_version_only_pins_are_served()
    {
        var prompt = await api.NewPrompt();
        (await prompt.Resolve("?version=latest")).ShouldBeProblem(404, "unknown-version");
        var version = await prompt.Create("one");

        (await prompt.Resolve()).ShouldBeProblem(404, "no-live-version");
        (await prompt.Resolve("?version=production")).ShouldBeProblem(404, "no-live-version");
        Assert.Equal("one", (string?)(await prompt.Resolve($"?version={version}")).ShouldBe(200)["content"]);
        await prompt.Promote(version, "archived");
        Assert.Equal("one", (string?)(await prompt.Resolve($"?version={version}")).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task Answers_may_be_cached_for_a_short_time()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");

        foreach (var below in new[] { "/resolve", "/resolve?version=0.0.1", "/route" })
        {
            var answer = (await prompt.Get(below)).ShouldBe(200);
            Assert.Equal("max-age=2, private, stale-while-revalidate=2", string.Join(", ", answer.Header("Cache-Control")!.Split(", ").Order(StringComparer.Ordinal)));
            Assert.InRange(int.Parse(answer.Header("Age")!, CultureInfo.InvariantCulture), 0, 3);
            Assert.StartsWith("\"", answer.ETag, StringComparison.Ordinal);

            var again = (await prompt.Get(below, ("If-None-Match", answer.ETag!))).ShouldBe(304);
            Assert.Empty(again.Bytes);
            Assert.Equal(answer.ETag, again.ETag);
            Assert.NotNull(again.Header("Cache-Control"));
        }
    }

    [Fact]
    public async Task A_change_made_here_is_served_at_once()
    {
        var prompt = await api.NewPrompt();
        for (var i = 1; i <= 4; i++)
        {
            await prompt.CreateLive($"content {i}");
            var resolved = await prompt.Resolve();
            Assert.Equal($"content {i}", (string?)resolved["content"]);
            Assert.Equal($"0.0.{i}", (string?)(await prompt.Get("/route"))["live"]);
        }
        (await prompt.Promote("0.0.2", "production", new { })).ShouldBe(200);
        Assert.Equal("content 2", (string?)(await prompt.Resolve())["content"]);
    }

    [Fact]
    public async Task A_prompt_that_was_asked_for_too_early_is_served_once_it_is_made()
    {
        var name = ApiClient.UniqueName();
        (await api.Get($"/prompts/{name}/resolve?version=0.0.1")).ShouldBeProblem(404, "unknown-prompt");

        (await api.Post($"/prompts/{name}/versions", new { content = "x", type = "rag_search" })).ShouldBe(201);

        Assert.Equal("x", (string?)(await api.Get($"/prompts/{name}/resolve?version=0.0.1")).ShouldBe(200)["content"]);
        Assert.Equal("x", (string?)(await api.Get($"/prompts/{name}/resolve?version=latest")).ShouldBe(200)["content"]);
    }

    [Fact]
    public async Task A_pin_that_was_asked_for_too_early_is_served_once_it_is_made()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        Assert.Equal("one", (string?)(await prompt.Resolve("?version=latest"))["content"]);
        (await prompt.Resolve("?version=0.0.2")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Resolve("?label=a")).ShouldBeProblem(404, "unknown-label");

        await prompt.Create("two");
        await prompt.Label("a", "0.0.2");

        Assert.Equal("two", (string?)(await prompt.Resolve("?version=0.0.2")).ShouldBe(200)["content"]);
        Assert.Equal("two", (string?)(await prompt.Resolve("?version=latest")).ShouldBe(200)["content"]);
        Assert.Equal("two", (string?)(await prompt.Resolve("?label=a")).ShouldBe(200)["content"]);
        (await api.Delete($"{prompt.Path}/labels/a")).ShouldBe(204);
        (await prompt.Resolve("?label=a")).ShouldBeProblem(404, "unknown-label");
    }

    [Fact]
    public async Task Another_instance_serves_a_change_within_the_time_of_its_cache()
    {
        await using var other = await fixture.Beside(new() { ["Routing:CacheSeconds"] = "0" });
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        Assert.Equal("one", (string?)(await other.Client.Get($"{prompt.Path}/resolve")).ShouldBe(200)["content"]);

        await prompt.CreateLive("two");

        var resolved = await other.Client.Get($"{prompt.Path}/resolve");
        Assert.Equal("two", (string?)resolved["content"]);
        Assert.Contains("max-age=0", resolved.Header("Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_route_is_for_clients_that_choose_themselves()
    {
        var prompt = await api.NewPrompt();
        var empty = (await prompt.Get("/route")).ShouldBe(200);
        Assert.Null(empty["live"]);
        await prompt.CreateLive("one");
        await prompt.Label("stable", "0.0.1");

        var route = (await prompt.Get("/route")).ShouldBe(200);

        Assert.Equal(["prompt", "revision", "hash", "live", "labels", "rollout", "experiment"], route.Json.AsObject().Select(member => member.Key));
        Assert.Equal(prompt.Name, (string?)route["prompt"]);
        Assert.Equal("sha256-1", (string?)route["hash"]);
        Assert.Equal("0.0.1", (string?)route["live"]);
        Assert.Equal("""{"stable":"0.0.1"}""", route["labels"]!.ToJsonString());
        Assert.Null(route["rollout"]);
        Assert.Null(route["experiment"]);
        Assert.Equal((long?)empty["revision"] + 2, (long?)route["revision"]);
    }

    [Fact]
    public async Task The_tag_changes_with_the_answer()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        var before = (await prompt.Resolve()).ETag!;

        await prompt.CreateLive("two");

        (await prompt.Get("/resolve", ("If-None-Match", before))).ShouldBe(200);
    }
}
