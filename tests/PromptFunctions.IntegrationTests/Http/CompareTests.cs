using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class CompareTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Two_versions_are_compared_in_every_respect()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("역할\n규칙 {{a}}\n끝\n", new { metadata = new { same = 1, changed = 1, gone = true }, dependencies = new[] { "x@1.0.0", "y@1.0.0" } });
        await prompt.Create("역할\n규칙 {{b}}\n추가\n끝\n", new { metadata = new { same = 1, changed = 2, @new = "n" }, dependencies = new[] { "y@1.0.0", "x@1.0.0" } });

        var comparison = (await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200);

        Assert.Equal(["from", "to", "compatible", "content", "variables", "metadata", "performance", "tests"], comparison.Json.AsObject().Select(member => member.Key));
        Assert.Equal((await api.Get($"{prompt.Version("0.0.1")}?content=false")).Text, comparison["from"]!.ToJsonString(ApiClient.Json));
        Assert.Equal((await api.Get($"{prompt.Version("0.0.2")}?content=false")).Text, comparison["to"]!.ToJsonString(ApiClient.Json));
        Assert.True((bool?)comparison["compatible"]);
        var content = comparison["content"]!;
        Assert.False((bool?)content["identical"]);
        Assert.Equal(2, (int?)content["added"]);
        Assert.Equal(1, (int?)content["removed"]);
        Assert.Equal(
            $"--- {prompt.Name}@0.0.1\n+++ {prompt.Name}@0.0.2\n@@ -1,3 +1,4 @@\n 역할\n-규칙 {{{{a}}}}\n+규칙 {{{{b}}}}\n+추가\n 끝\n",
            (string?)content["unified"]);
        Assert.Equal(
            [("equal", 1, 1, "역할"), ("delete", 2, null, "규칙 {{a}}"), ("insert", null, 2, "규칙 {{b}}"), ("insert", null, 3, "추가"), ("equal", 3, 4, "끝")],
            content["lines"]!.AsArray().Select(line => ((string)line!["op"]!, (int?)line["from"], (int?)line["to"], (string)line["text"]!)));
        Assert.Equal("""{"added":["b"],"removed":["a"]}""", comparison["variables"]!.ToJsonString());
        Assert.Equal(
            ["changed: 1 2", "gone: true null", "new: null \"n\""],
            comparison["metadata"]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
                $"{pair.Key}: {pair.Value!["old"]?.ToJsonString() ?? "null"} {pair.Value["new"]?.ToJsonString() ?? "null"}"));
        Assert.Equal("[]", comparison["performance"]!.ToJsonString());
    }

    [Fact]
    public async Task A_version_is_identical_to_itself()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one\ntwo");

        var comparison = (await prompt.Get("/compare?from=latest&to=0.0.1")).ShouldBe(200);

        var content = comparison["content"]!;
        Assert.True((bool?)content["identical"]);
        Assert.Equal(0, (int?)content["added"]);
        Assert.Equal(0, (int?)content["removed"]);
        Assert.Equal("", (string?)content["unified"]);
        Assert.Equal(2, content["lines"]!.AsArray().Count);
        Assert.Equal("{}", comparison["metadata"]!.ToJsonString());
        Assert.True((bool?)comparison["compatible"]);
    }

    [Fact]
    public async Task A_missing_line_break_at_the_end_shows_as_patch_has_it()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb");
        await prompt.Create("a\nb\n");

        var content = (await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200)["content"]!;

        Assert.Equal(
            $"--- {prompt.Name}@0.0.1\n+++ {prompt.Name}@0.0.2\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n",
            (string?)content["unified"]);
    }

    [Fact]
    public async Task Lines_are_split_at_line_feeds_only()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\rb\u2028c\r\nd");
        await prompt.Create("a\rb\u2028c\nd");

        var content = (await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200)["content"]!;

        Assert.Equal(1, (int?)content["added"]);
        Assert.Equal(1, (int?)content["removed"]);
        Assert.Equal(["a\rb\u2028c\r", "a\rb\u2028c", "d"], content["lines"]!.AsArray().Select(line => (string?)line!["text"]));
    }

    [Fact]
    public async Task Other_dependencies_are_not_compatible()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { dependencies = new[] { "x@1.0.0" } });
        await prompt.Create("one", new { dependencies = new[] { "x@^1.0.0" } });

        Assert.False((bool?)(await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200)["compatible"]);
    }

    [Fact]
    public async Task Chat_is_compared_by_roles_and_lines()
    {
        var prompt = await api.NewPrompt();
        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "system", content = "a\nb" }, new { role = "user", content = "q" } } })).ShouldBe(201);
        (await api.Post(prompt.Versions, new { messages = new[] { new { role = "system", content = "a\nB" }, new { role = "developer", content = "q" } } })).ShouldBe(201);

        var content = (await prompt.Get("/compare?from=0.0.1&to=0.0.2")).ShouldBe(200)["content"]!;

        Assert.Equal(
            [("equal", "system:"), ("equal", "a"), ("delete", "b"), ("delete", "user:"), ("insert", "B"), ("insert", "developer:"), ("equal", "q")],
            content["lines"]!.AsArray().Select(line => ((string)line!["op"]!, (string)line["text"]!)));
    }

    [Fact]
    public async Task Selectors_are_taken_and_both_are_needed()
    {
        var prompt = await api.NewPrompt();
        var live = await prompt.CreateLive("one");
        await prompt.Create("two");
        await prompt.Label("next", "0.0.2");

        Assert.Equal(live, (string?)(await prompt.Get("/compare?from=production&to=next")).ShouldBe(200)["from"]!["version"]);
        (await prompt.Get("/compare?from=production")).ShouldBeInvalid("to");
        (await prompt.Get("/compare?to=production")).ShouldBeInvalid("from");
        (await prompt.Get("/compare?from=&to=latest")).ShouldBeInvalid("from");
        (await prompt.Get("/compare?from=9.0.0&to=latest")).ShouldBeProblem(404, "unknown-version");
        (await prompt.Get("/compare?from=latest&to=nowhere")).ShouldBeProblem(404, "unknown-label");
    }
}
