using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class BranchTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_branch_makes_no_version()
    {
        var prompt = await api.NewPrompt();
        var @base = await prompt.Create("one");

        var created = (await api.Post($"{prompt.Path}/branches", new { branch = "concise", from = @base, author = "kim" })).ShouldBe(201);

        Assert.Equal("concise", (string?)created["branch"]);
        Assert.Equal(@base, (string?)created["base"]);
        Assert.Equal(0, (int?)created["ahead"]);
        Assert.Equal(0, (int?)created["behind"]);
        Assert.Single((await api.Get(prompt.Versions)).Items);
        Assert.Equal(created.Text, (await prompt.BranchAsListed("concise")).ToJsonString(ApiClient.Json));
        Assert.Equal("""["concise"]""", (await prompt.Get())["branches"]!.ToJsonString());
    }

    [Fact]
    public async Task A_branchs_versions_are_prereleases_of_the_next_patch_of_its_base()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { version = "1.0.3" });
        await prompt.Branch("concise", "1.0.3");

        Assert.Equal("1.0.4-concise.1", await prompt.Create("two", new { branch = "concise" }));
        Assert.Equal("1.0.4-concise.2", await prompt.Create("three", new { branch = "concise" }));

        var second = await api.Get(prompt.Version("1.0.4-concise.2"));
        Assert.Equal("concise", (string?)second["branch"]);
        Assert.Equal("1.0.4-concise.1", (string?)second["parent"]);
        Assert.Equal("1.0.3", (string?)(await api.Get(prompt.Version("1.0.4-concise.1")))["parent"]);
        Assert.Equal("1.0.3", (string?)(await prompt.Get())["latest"]);
        Assert.Equal("1.0.4", await prompt.Create("four"));
    }

    [Fact]
    public async Task A_branch_knows_its_head_and_how_far_it_is_ahead_and_behind()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("b1", new { branch = "side" });
        await prompt.Create("b2", new { branch = "side" });
        await prompt.Create("two");
        await prompt.Create("three", new { bump = "minor" });
        await prompt.Create("four", new { bump = "major" });

        var side = await prompt.BranchAsListed("side");

        Assert.Equal("0.0.2-side.2", (string?)side["head"]);
        Assert.Equal("0.0.1", (string?)side["base"]);
        Assert.Equal(2, (int?)side["ahead"]);
        Assert.Equal(3, (int?)side["behind"]);
        var late = (await api.Post($"{prompt.Path}/branches", new { branch = "late", from = "0.0.2" })).ShouldBe(201);
        Assert.Equal(2, (int?)late["behind"]);
    }

    [Fact]
    public async Task Branches_are_listed_by_name_in_pages_without_main()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        foreach (var branch in new[] { "c", "a", "b" }) await prompt.Branch(branch, "0.0.1");

        Assert.Equal(["a", "b", "c"], (await api.All($"{prompt.Path}/branches", 2)).Select(item => (string?)item["branch"]));
    }

    [Fact]
    public async Task A_branch_may_begin_at_any_version()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one", new { version = "2.0.0-rc.1" });
        await prompt.Branch("a", "2.0.0-rc.1");
        var on = await prompt.Create("two", new { branch = "a" });

        await prompt.Branch("b", on);

        Assert.Equal("2.0.0-a.1", on);
        Assert.Equal("2.0.0-b.1", await prompt.Create("three", new { branch = "b" }));
    }

    [Fact]
    public async Task A_branch_that_exists_is_refused_and_main_always_does()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        await prompt.Branch("side", version);

        (await api.Post($"{prompt.Path}/branches", new { branch = "side", from = version })).ShouldBeProblem(409, "branch-exists");
        (await api.Post($"{prompt.Path}/branches", new { branch = "main", from = version })).ShouldBeProblem(409, "branch-exists");
        (await api.Post($"{prompt.Path}/branches", new { branch = "other", from = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
    }

    [Theory]
    [InlineData("1st")]
    [InlineData("Side")]
    [InlineData("a.b")]
    [InlineData("a_b")]
    [InlineData("")]
    [InlineData("a\n")]
    public async Task A_branch_has_a_name_of_its_own_form(string branch)
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        (await api.Post($"{prompt.Path}/branches", new { branch, from = version })).ShouldBeInvalid("branch");
    }

    [Fact]
    public async Task A_branchs_name_has_up_to_64_characters()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        await prompt.Branch(new string('a', 64), version);
        Assert.Equal($"0.0.2-{new string('a', 64)}.1", await prompt.Create("two", new { branch = new string('a', 64) }));
        (await api.Post($"{prompt.Path}/branches", new { branch = new string('a', 65), from = version })).ShouldBeInvalid("branch");
    }

    [Fact]
    public async Task What_a_branch_needs_is_named()
    {
        var prompt = await api.NewPrompt();

        var answer = (await api.Post($"{prompt.Path}/branches", new { })).ShouldBeInvalid("branch");

        answer.ShouldBeInvalid("from");
    }

    [Fact]
    public async Task A_branch_numbers_its_versions_itself()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Branch("side", "0.0.1");

        (await api.Post(prompt.Versions, new { content = "x", branch = "side", bump = "minor" })).ShouldBeInvalid("bump");
        (await api.Post(prompt.Versions, new { content = "x", branch = "side", version = "3.0.0" })).ShouldBeInvalid("version");
        Assert.Equal("0.1.0", await prompt.Create("x", new { branch = "main", bump = "minor" }));
    }

    [Fact]
    public async Task A_number_that_main_took_is_passed_over()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Create("taken", new { version = "0.0.2-side.1" });
        await prompt.Branch("side", "0.0.1");

        Assert.Equal("0.0.2-side.2", await prompt.Create("two", new { branch = "side" }));
        Assert.Equal("0.0.2-side.3", await prompt.Create("three", new { branch = "side" }));
    }
}
