using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>ETag, If-Match and If-None-Match (RFC 9110, section 13).</summary>
public sealed class ConditionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private const string Other = "\"0123456789abcdef0123456789abcdef\"";

    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Every_read_has_a_strong_tag_and_is_304_for_whoever_has_it()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");
        await prompt.Label("a", "0.0.1");
        await prompt.Branch("side", "0.0.1");
        string[] reads =
        [
            prompt.Path, prompt.Versions, prompt.Version("0.0.1"), $"{prompt.Version("latest")}?content=false", $"{prompt.Path}/compare?from=latest&to=a",
            $"{prompt.Path}/labels", $"{prompt.Path}/branches", $"{prompt.Path}/audit", $"{prompt.Path}/export", $"{prompt.Path}/resolve", $"{prompt.Path}/route",
            $"/prompts?tag={ApiClient.UniqueName()}", "/openapi.json", "/health",
        ];

        foreach (var read in reads)
        {
            var first = (await api.Get(read)).ShouldBe(200);
            Assert.Matches("^\"[^\"]+\"$", first.ETag);
            Assert.Equal(first.ETag, (await api.Get(read)).ETag);
            foreach (var header in new[] { first.ETag!, $"W/{first.ETag}", $"{Other}, {first.ETag}", $"{Other},W/{first.ETag}", "*" })
            {
                var known = (await api.Get(read, ("If-None-Match", header))).ShouldBe(304);
                Assert.Empty(known.Bytes);
                Assert.Equal(first.ETag, known.ETag);
            }
            Assert.Equal(first.Text, (await api.Get(read, ("If-None-Match", Other))).ShouldBe(200).Text);
            Assert.Equal(first.Text, (await api.Get(read, ("If-None-Match", $"W/{Other}"))).ShouldBe(200).Text);
        }
    }

    [Fact]
    public async Task Every_change_of_a_prompt_takes_the_prompts_tag()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\n");

        await Check(prompt, tag => api.Put(prompt.Path, new { description = ApiClient.UniqueName() }, tag));
        await Check(prompt, tag => api.Post(prompt.Versions, new { content = "A\nb\nc\n" }, tag));
        await Check(prompt, tag => api.Put($"{prompt.Path}/labels/a", new { version = "0.0.1" }, tag));
        await Check(prompt, tag => api.Put($"{prompt.Path}/labels/a", new { version = "0.0.2" }, tag));
        await Check(prompt, tag => api.Delete($"{prompt.Path}/labels/a", tag));
        await Check(prompt, tag => api.Post($"{prompt.Path}/branches", new { branch = "side", from = "0.0.1" }, tag));
        await prompt.Create("a\nb\nC\n", new { branch = "side" });
        await Check(prompt, tag => api.Post($"{prompt.Path}/branches/side/merge", null, tag));
        await Check(prompt, tag => api.Post("/import", new { prompt = new { name = prompt.Name }, versions = new[] { new { version = "5.0.0", content = "five" } } }, tag));
    }

    [Fact]
    public async Task Every_change_of_a_version_takes_the_versions_tag()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { author = "kim" });
        var version = prompt.Version("0.0.1");

        await CheckVersion(tag => api.Patch(version, new { description = ApiClient.UniqueName() }, tag));
        await CheckVersion(tag => api.Post($"{version}/approve", new { author = "lee" }, tag));
        await CheckVersion(tag => api.Post($"{version}/promote", new { status = "testing" }, tag));

        async Task CheckVersion(Func<(string, string), Task<ApiResponse>> change)
        {
            (await change(("If-Match", Other))).ShouldBeProblem(412, "etag-mismatch");
            (await change(("If-Match", await prompt.ETag()))).ShouldBeProblem(412, "etag-mismatch");
            (await change(("If-Match", (await api.Get($"{version}?content=false")).ETag!))).ShouldBe(200);
        }
    }

    [Fact]
    public async Task A_tag_of_before_is_refused_and_changes_nothing()
    {
        var prompt = await api.NewPrompt();
        var before = await prompt.ETag();
        await prompt.Create("one");

        (await api.Put(prompt.Path, new { description = "x" }, ("If-Match", before))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Post(prompt.Versions, new { content = "two" }, ("If-Match", before))).ShouldBeProblem(412, "etag-mismatch");

        Assert.Null((await prompt.Get())["description"]);
        Assert.Single((await api.Get(prompt.Versions)).Items);
    }

    [Fact]
    public async Task A_match_is_strong_takes_lists_and_a_star()
    {
        var prompt = await api.NewPrompt();
        var tag = await prompt.ETag();

        (await api.Put(prompt.Path, new { description = "1" }, ("If-Match", $"W/{tag}"))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Put(prompt.Path, new { description = "1" }, ("If-Match", $"{Other}, {tag}"))).ShouldBe(200);
        (await api.Put(prompt.Path, new { description = "2" }, ("If-Match", "*"))).ShouldBe(200);
        (await api.Put(prompt.Path, new { description = "3" }, ("If-Match", "no quotes"))).ShouldBeInvalid("If-Match");
    }

    [Fact]
    public async Task A_match_of_what_is_not_there_fails()
    {
        var name = ApiClient.UniqueName();

        (await api.Put($"/prompts/{name}", new { type = "rag_search" }, ("If-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Put($"/prompts/{name}", new { type = "rag_search" }, ("If-Match", Other))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Post($"/prompts/{name}/versions", new { content = "x", type = "rag_search" }, ("If-Match", Other))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Post("/import", new { prompt = new { name, type = "rag_search" } }, ("If-Match", Other))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Get($"/prompts/{name}")).ShouldBeProblem(404, "unknown-prompt");
    }

    [Fact]
    public async Task A_star_in_if_none_match_creates_only()
    {
        var name = ApiClient.UniqueName();
        (await api.Put($"/prompts/{name}", new { type = "rag_search" }, ("If-None-Match", "*"))).ShouldBe(201);
        (await api.Put($"/prompts/{name}", new { type = "rag_search" }, ("If-None-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
        (await api.Post($"/prompts/{name}/versions", new { content = "x" })).ShouldBe(201);

        var label = $"/prompts/{name}/labels/a";
        (await api.Put(label, new { version = "0.0.1" }, ("If-None-Match", "*"))).ShouldBe(201);
        (await api.Put(label, new { version = "0.0.1" }, ("If-None-Match", "*"))).ShouldBeProblem(412, "etag-mismatch");
    }

    [Fact]
    public async Task The_answer_to_a_change_has_the_tag_of_the_next_read()
    {
        var prompt = await api.NewPrompt();
        var created = await api.Post(prompt.Versions, new { content = "x" });

        Assert.Equal((await api.Get(prompt.Version("0.0.1"))).ETag, created.ETag);
        (await api.Patch(prompt.Version("0.0.1"), new { description = "d" }, ("If-Match", created.ETag!))).ShouldBe(200);
        var put = await api.Put(prompt.Path, new { description = "d" });
        (await api.Put(prompt.Path, new { description = "e" }, ("If-Match", put.ETag!))).ShouldBe(200);
    }

    [Fact]
    public async Task An_exports_tag_changes_with_all_that_is_in_it()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\n", new { author = "kim" });
        await prompt.Branch("side", "0.0.1");
        Func<Task<ApiResponse>>[] changes =
        [
            () => api.Put(prompt.Path, new { settings = new { @protected = true } }),
            () => api.Post($"{prompt.Version("0.0.1")}/approve", new { author = "lee" }),
            () => api.Patch(prompt.Version("0.0.1"), new { content = "A\nb\nc\n" }),
            () => api.Post(prompt.Versions, new { content = "a\nb\nC\n", branch = "side" }),
            () => api.Post($"{prompt.Path}/branches/side/merge"),
            () => api.Put($"{prompt.Path}/labels/a", new { version = "0.0.1" }),
            () => api.Post($"{prompt.Version("0.0.1")}/promote", new { status = "testing" }),
        ];

        foreach (var change in changes)
        {
            var before = await prompt.Get("/export");
            Assert.InRange((await change()).Status, 200, 201);
            var after = (await prompt.Get("/export", ("If-None-Match", before.ETag!))).ShouldBe(200);
            Assert.NotEqual(before.Text, after.Text);
        }
    }

    private static async Task Check(ApiPrompt prompt, Func<(string, string), Task<ApiResponse>> change)
    {
        (await change(("If-Match", Other))).ShouldBeProblem(412, "etag-mismatch");
        var tag = await prompt.ETag();
        var answer = await change(("If-Match", tag));
        Assert.True(answer.Status is 200 or 201 or 204, answer.Text);
        (await change(("If-Match", tag))).ShouldBeProblem(412, "etag-mismatch");
    }
}
