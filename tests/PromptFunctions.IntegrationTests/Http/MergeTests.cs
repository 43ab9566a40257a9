using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class MergeTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_branch_comes_back_as_the_next_patch_of_main()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one\ntwo\n");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("one\nTWO\n", new { branch = "side", tags = new[] { "t" }, metadata = new { A = 1 } });

        var merged = (await Merge(prompt, "side", new { description = "합침", author = "lee" })).ShouldBe(201);

        Assert.Equal($"/api/prompts/{prompt.Name}/versions/0.0.2", merged.Header("Location"));
        Assert.Equal("0.0.2", (string?)merged["version"]);
        Assert.Equal("main", (string?)merged["branch"]);
        Assert.Equal("0.0.1", (string?)merged["parent"]);
        Assert.Equal("draft", (string?)merged["status"]);
        Assert.Equal("one\nTWO\n", (string?)merged["content"]);
        Assert.Equal("lee", (string?)merged["author"]);
        Assert.Equal("합침", (string?)merged["description"]);
        Assert.Equal("""["t"]""", merged["tags"]!.ToJsonString());
        Assert.Equal("""{"A":1}""", merged["metadata"]!.ToJsonString());
        Assert.Equal(merged.ETag, (await api.Get(prompt.Version("0.0.2"))).ETag);
        Assert.Equal("0.0.2", (string?)(await prompt.Get())["latest"]);
    }

    [Fact]
    public async Task After_a_merge_the_branch_goes_on_from_there_and_its_counter_never_goes_back()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("two", new { branch = "side" });
        await prompt.Create("three", new { branch = "side" });
        (await Merge(prompt, "side")).ShouldBe(201);

        var side = await prompt.BranchAsListed("side");
        Assert.Equal("0.0.2", (string?)side["base"]);
        Assert.Equal(0, (int?)side["ahead"]);
        Assert.Equal(0, (int?)side["behind"]);
        (await Merge(prompt, "side")).ShouldBeProblem(409, "nothing-to-merge");

        Assert.Equal("0.0.3-side.3", await prompt.Create("four", new { branch = "side" }));
        Assert.Equal("0.0.2", (string?)(await api.Get(prompt.Version("0.0.3-side.3")))["parent"]);
        Assert.Equal("0.0.3", (string?)(await Merge(prompt, "side")).ShouldBe(201)["version"]);
    }

    [Fact]
    public async Task Main_that_moved_on_is_merged_by_line()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("역할\n\n규칙 1\n규칙 2\n\n질문: {{question}}\n");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("역할 (간결)\n\n규칙 1\n규칙 2\n\n질문: {{question}}\n", new { branch = "side" });
        await prompt.Create("역할\n\n규칙 1\n규칙 2\n규칙 3\n\n질문: {{question}}\n", new { bump = "minor" });

        var merged = (await Merge(prompt, "side")).ShouldBe(201);

        Assert.Equal("0.1.1", (string?)merged["version"]);
        Assert.Equal("0.1.0", (string?)merged["parent"]);
        Assert.Equal("역할 (간결)\n\n규칙 1\n규칙 2\n규칙 3\n\n질문: {{question}}\n", (string?)merged["content"]);
        Assert.Equal("0.1.1", (string?)(await prompt.BranchAsListed("side"))["base"]);
    }

    [Fact]
    public async Task Two_changes_of_the_same_lines_conflict_and_change_nothing()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\nd\ne\n");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("a\nB-side\nc\nd\nE-side\n", new { branch = "side" });
        await prompt.Create("a\nB-main\nc\nd\nE-main\n");
        var before = await prompt.ETag();

        var problem = (await Merge(prompt, "side")).ShouldBeProblem(409, "merge-conflict");

        Assert.Equal(
            [(2, "b\n", "B-main\n", "B-side\n"), (5, "e\n", "E-main\n", "E-side\n")],
            problem["conflicts"]!.AsArray().Select(conflict => ((int)conflict!["line"]!, (string)conflict["base"]!, (string)conflict["main"]!, (string)conflict["branch"]!)));
        Assert.Equal(before, await prompt.ETag());
        Assert.Equal(3, (await api.Get(prompt.Versions)).Items.Count);
    }

    [Fact]
    public async Task A_conflict_is_solved_on_the_branch()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\n");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("side\n", new { branch = "side" });
        await prompt.Create("main\n");
        (await Merge(prompt, "side")).ShouldBeProblem(409, "merge-conflict");

        await prompt.Create("main\n", new { branch = "side" });

        (await Merge(prompt, "side")).ShouldBeProblem(409, "nothing-to-merge");
    }

    [Fact]
    public async Task The_same_change_on_both_sides_is_no_conflict()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\n");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("A\nb\nC\n", new { branch = "side" });
        await prompt.Create("A\nb\nc\n");

        Assert.Equal("A\nb\nC\n", (string?)(await Merge(prompt, "side")).ShouldBe(201)["content"]);
    }

    [Fact]
    public async Task A_branch_without_a_version_of_its_own_has_nothing_to_merge()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Branch("side", "0.0.1");

        (await Merge(prompt, "side")).ShouldBeProblem(409, "nothing-to-merge");
        (await Merge(prompt, "main")).ShouldBeProblem(409, "nothing-to-merge");
        (await Merge(prompt, "nowhere")).ShouldBeProblem(404, "unknown-branch");
        await prompt.Create("one", new { branch = "side" });
        (await Merge(prompt, "side")).ShouldBeProblem(409, "nothing-to-merge");
    }

    [Fact]
    public async Task Chat_is_merged_by_line_too()
    {
        var prompt = await api.NewPrompt(new { format = "chat" });
        await Chat(prompt, null, ("system", "one\ntwo\nthree"), ("user", "{{q}}"));
        await prompt.Branch("side", "0.0.1");
        await Chat(prompt, "side", ("system", "one\ntwo\nthree"), ("user", "{{q}}"), ("assistant", "ok"));
        await Chat(prompt, null, ("system", "ONE\ntwo\nthree"), ("user", "{{q}}"));

        var merged = (await Merge(prompt, "side")).ShouldBe(201);

        Assert.Equal(
            [("system", "ONE\ntwo\nthree"), ("user", "{{q}}"), ("assistant", "ok")],
            merged["messages"]!.AsArray().Select(message => ((string)message!["role"]!, (string)message["content"]!)));
    }

    [Fact]
    public async Task A_base_that_was_patched_since_is_main_that_moved_on()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\nb\nc\n");
        await prompt.Branch("side", "0.0.1");
        (await api.Patch(prompt.Version("0.0.1"), new { content = "A\nb\nc\n" })).ShouldBe(200);
        await prompt.Create("a\nb\nC\n", new { branch = "side" });

        Assert.Equal("A\nb\nC\n", (string?)(await Merge(prompt, "side")).ShouldBe(201)["content"]);
    }

    [Fact]
    public async Task Line_endings_are_kept()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("a\r\nb\r\nc\r\nd");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("A\r\nb\r\nc\r\nd", new { branch = "side" });
        await prompt.Create("a\r\nb\r\nc\r\nD");

        Assert.Equal("A\r\nb\r\nc\r\nD", (string?)(await Merge(prompt, "side")).ShouldBe(201)["content"]);
    }

    [Fact]
    public async Task A_merge_that_breaks_callers_is_warned_of_or_refused()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("{{a}}");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("{{b}}", new { branch = "side" });
        (await api.Put(prompt.Path, new { settings = new { strictVersions = true } })).ShouldBe(200);
        (await Merge(prompt, "side")).ShouldBeProblem(422, "breaking-variables");
        (await api.Put(prompt.Path, new { settings = new { strictVersions = false } })).ShouldBe(200);

        var merged = (await Merge(prompt, "side")).ShouldBe(201);

        Assert.Equal("breaking-variables", (string?)Assert.Single(merged["warnings"]!.AsArray())!["code"]);
    }

    private Task<ApiResponse> Merge(ApiPrompt prompt, string branch, object? body = null) => api.Post($"{prompt.Path}/branches/{branch}/merge", body);

    private async Task Chat(ApiPrompt prompt, string? branch, params (string Role, string Content)[] messages) =>
        (await api.Post(prompt.Versions, new { branch = branch ?? "main", messages = messages.Select(message => new { role = message.Role, content = message.Content }) })).ShouldBe(201);
}
