using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class LabelTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_label_is_set_moved_and_removed()
    {
        var prompt = await api.NewPrompt();
        var (one, two) = (await prompt.Create("one"), await prompt.Create("two"));
        var label = $"{prompt.Path}/labels/stable";

        var set = (await api.Put(label, new { version = one })).ShouldBe(201);
        Assert.Equal($$"""{"label":"stable","version":"{{one}}"}""", set.Text);
        var moved = (await api.Put(label, new { version = two })).ShouldBe(200);
        Assert.Equal($$"""{"label":"stable","version":"{{two}}"}""", moved.Text);
        Assert.Equal(two, (string?)(await prompt.Get())["labels"]!["stable"]);
        var removed = (await api.Delete(label)).ShouldBe(204);
        Assert.Empty(removed.Bytes);

        (await api.Delete(label)).ShouldBeProblem(404, "unknown-label");
        Assert.Equal("{}", (await prompt.Get())["labels"]!.ToJsonString());
        Assert.Equal(["label.removed", "label.set", "label.set"], (await prompt.Actions()).Take(3));
    }

    [Fact]
    public async Task Setting_a_label_to_what_it_is_changes_nothing()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        await prompt.Label("stable", version);
        var before = await prompt.ETag();

        (await api.Put($"{prompt.Path}/labels/stable", new { version })).ShouldBe(200);

        Assert.Equal(before, await prompt.ETag());
        Assert.Single(await prompt.Actions(), action => action == "label.set");
    }

    [Theory]
    [InlineData("1.0.0")]
    [InlineData("1.0.0-RC.1")]
    [InlineData("latest")]
    [InlineData("production")]
    public async Task A_label_that_means_a_version_is_reserved(string label)
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        (await api.Put($"{prompt.Path}/labels/{label}", new { version })).ShouldBeProblem(400, "reserved-name");
    }

    [Theory]
    [InlineData("Stable")]
    [InlineData("-a")]
    [InlineData("%ED%95%9C")]
    [InlineData("a%20b")]
    public async Task A_label_has_the_form_of_a_name(string label)
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        (await api.Put($"{prompt.Path}/labels/{label}", new { version })).ShouldBeInvalid("label");
        (await api.Delete($"{prompt.Path}/labels/{label}")).ShouldBeInvalid("label");
    }

    [Theory]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("01.0.0")]
    [InlineData("0")]
    [InlineData("draft")]
    public async Task What_only_resembles_a_version_may_be_a_label(string label)
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        await prompt.Label(label, version);

        Assert.Equal(version, (string?)(await api.Get(prompt.Version(label))).ShouldBe(200)["version"]);
        Assert.Equal(version, (string?)(await prompt.Resolve($"?label={label}")).ShouldBe(200)["version"]);
    }

    [Fact]
    public async Task A_label_needs_a_version_that_exists()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");

        (await api.Put($"{prompt.Path}/labels/a", new { version = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
        (await api.Put($"{prompt.Path}/labels/a", new { })).ShouldBeInvalid("version");
    }

    [Fact]
    public async Task Labels_are_listed_by_name_in_pages()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        foreach (var label in new[] { "c", "a", "e", "b", "d" }) await prompt.Label(label, version);

        var listed = await api.All($"{prompt.Path}/labels", 2);

        Assert.Equal(["a", "b", "c", "d", "e"], listed.Select(item => (string?)item["label"]));
        Assert.All(listed, item => Assert.Equal(version, (string?)item["version"]));
    }

    [Fact]
    public async Task A_patch_of_a_labelled_draft_is_served()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        await prompt.Label("next", version);
        Assert.Equal("one", (string?)(await prompt.Resolve("?label=next"))["content"]);
        var revision = (long?)(await prompt.Get("/route"))["revision"];

        (await api.Patch(prompt.Version("next"), new { content = "two" })).ShouldBe(200);

        Assert.Equal("two", (string?)(await prompt.Resolve("?label=next"))["content"]);
        Assert.Equal("two", (string?)(await prompt.Resolve($"?version={version}"))["content"]);
        Assert.Equal("two", (string?)(await prompt.Resolve("?version=latest"))["content"]);
        Assert.True((long?)(await prompt.Get("/route"))["revision"] > revision);
    }

    [Fact]
    public async Task A_label_of_a_branchs_version_stays_when_it_is_archived()
    {
        var prompt = await api.NewPrompt();
        await prompt.Branch("side", await prompt.Create("one"));
        var version = await prompt.Create("two", new { branch = "side" });
        await prompt.Label("trial", version);

        await prompt.Promote(version, "archived");

        Assert.Equal("two", (string?)(await prompt.Resolve("?label=trial")).ShouldBe(200)["content"]);
    }
}
