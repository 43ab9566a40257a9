using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class PromotionTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static readonly string[] Statuses = ["draft", "testing", "production", "deprecated", "archived"];

    /// <summary>How a version comes to a status, and where it may go from there.</summary>
    public static TheoryData<string, string[], string[]> Lifecycle => new()
    {
        { "draft", [], ["testing", "archived"] },
        { "testing", ["testing"], ["draft", "production", "archived"] },
        { "production", ["testing", "production"], ["deprecated"] },
        { "deprecated", ["testing", "production", "deprecated"], ["production", "archived"] },
        { "archived", ["archived"], [] },
    };

    private readonly ApiClient api = fixture.Api;

    [Theory]
    [MemberData(nameof(Lifecycle))]
    public async Task The_lifecycle_has_these_steps_and_no_other(string from, string[] way, string[] allowed)
    {
        foreach (var to in Statuses)
        {
            var prompt = await api.NewPrompt();
            var version = await prompt.Create("one");
            await prompt.Promote(version, way);

            var answer = await prompt.Promote(version, to);

            if (allowed.Contains(to))
            {
                Assert.Equal(to, (string?)answer.ShouldBe(200)["status"]);
            }
            else
            {
                answer.ShouldBeProblem(409, "illegal-transition");
                Assert.Equal(from, (string?)(await api.Get(prompt.Version(version)))["status"]);
            }
        }
    }

    [Fact]
    public async Task A_promotion_answers_the_version_as_it_is_read()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one", new { author = "a" });

        var promoted = (await prompt.Promote(version, "testing", new { reason = "준비됨", author = "b" })).ShouldBe(200);

        var read = await api.Get($"{prompt.Version(version)}?content=false");
        Assert.Equal(read.ETag, promoted.ETag);
        Assert.Equal("a", (string?)promoted["author"]);
        Assert.Equal(
            [("draft", "a", null), ("testing", "b", "준비됨")],
            promoted["statusHistory"]!.AsArray().Select(step => ((string)step!["status"]!, (string)step["by"]!, (string?)step["reason"])));
        Assert.Equal((string?)promoted["updatedAt"], (string?)promoted["statusHistory"]![1]!["at"]);
    }

    [Fact]
    public async Task Going_live_deprecates_the_version_before_in_the_same_instant()
    {
        var prompt = await api.NewPrompt();
        var first = await prompt.CreateLive("one");
        var second = await prompt.CreateLive("two");

        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version(first)))["status"]);
        Assert.Equal("production", (string?)(await api.Get(prompt.Version(second)))["status"]);
        Assert.Equal(second, (string?)(await prompt.Get())["live"]);
        Assert.Equal("""{"production":1,"deprecated":1}""", (await prompt.Get())["versions"]!.ToJsonString());
        Assert.Equal("two", (string?)(await prompt.Resolve())["content"]);
        Assert.Equal(["draft", "testing", "production", "deprecated"],
            (await api.Get(prompt.Version(first)))["statusHistory"]!.AsArray().Select(step => (string?)step!["status"]));
    }

    [Fact]
    public async Task A_deprecated_version_goes_back()
    {
        var prompt = await api.NewPrompt();
        var first = await prompt.CreateLive("one");
        var second = await prompt.CreateLive("two");

        await prompt.Promote(first, "production");

        Assert.Equal(first, (string?)(await prompt.Get())["live"]);
        Assert.Equal("deprecated", (string?)(await api.Get(prompt.Version(second)))["status"]);
        Assert.Equal("one", (string?)(await prompt.Resolve())["content"]);
        Assert.Equal([first], (await api.Get($"{prompt.Versions}?status=production")).Each("version"));
    }

    [Fact]
    public async Task Deprecating_the_live_version_leaves_nothing_live()
    {
        var prompt = await api.NewPrompt();
        await prompt.CreateLive("one");

        (await prompt.Promote("production", "deprecated", new { })).ShouldBe(200);

        Assert.Null((await prompt.Get())["live"]);
        (await prompt.Resolve()).ShouldBeProblem(404, "no-live-version");
        (await prompt.Promote("production", "deprecated", new { })).ShouldBeProblem(404, "no-live-version");
    }

    [Fact]
    public async Task A_version_that_was_served_never_is_a_draft_again()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        await prompt.Promote(version, "testing", "draft", "testing", "production", "deprecated");

        (await prompt.Promote(version, "draft", new { })).ShouldBeProblem(409, "illegal-transition");
        (await prompt.Promote(version, "testing", new { })).ShouldBeProblem(409, "illegal-transition");
    }

    [Fact]
    public async Task Selectors_are_promoted_too()
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");
        await prompt.Label("next", version);

        (await prompt.Promote("latest", "testing", new { })).ShouldBe(200);
        (await prompt.Promote("next", "production", new { })).ShouldBe(200);

        Assert.Equal(version, (string?)(await prompt.Get())["live"]);
        (await prompt.Promote("nowhere", "testing", new { })).ShouldBeProblem(404, "unknown-label");
        (await prompt.Promote("9.0.0", "testing", new { })).ShouldBeProblem(404, "unknown-version");
    }

    [Theory]
    [InlineData("{}", "status")]
    [InlineData("""{"status":"live"}""", "status")]
    [InlineData("""{"status":"Testing"}""", "status")]
    [InlineData("""{"status":1}""", "status")]
    [InlineData("""{"status":null}""", "status")]
    public async Task A_status_is_needed(string body, string member)
    {
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one");

        (await api.Post($"{prompt.Version(version)}/promote", body)).ShouldBeInvalid(member);
        (await api.Post($"{prompt.Version(version)}/promote")).ShouldBeInvalid("status");
    }

    [Fact]
    public async Task A_protected_prompt_needs_an_approval_by_somebody_else()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var version = await prompt.Create("one", new { author = "kim" });
        await prompt.Promote(version, "testing");
        var approve = $"{prompt.Version(version)}/approve";

        (await prompt.Promote(version, "production", new { author = "lee" })).ShouldBeProblem(409, "approval-required");
        (await api.Post(approve, new { author = "kim", reason = "mine" })).ShouldBeProblem(403, "approval-by-author");
        (await api.Post(approve)).ShouldBeProblem(403, "approval-by-author");
        (await prompt.Promote(version, "production", new { })).ShouldBeProblem(409, "approval-required");
        (await api.Post(approve, new { reason = "good" }, ("X-Author", "lee"))).ShouldBe(200);
        (await prompt.Promote(version, "production", new { author = "kim" })).ShouldBe(200);
    }

    [Fact]
    public async Task An_anonymous_author_is_approved_by_somebody_with_a_name()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var version = await prompt.Create("one");
        await prompt.Promote(version, "testing");

        (await api.Post($"{prompt.Version(version)}/approve")).ShouldBeProblem(403, "approval-by-author");
        (await api.Post($"{prompt.Version(version)}/approve", new { author = "lee" })).ShouldBe(200);
        await prompt.Promote(version, "production");
    }

    [Fact]
    public async Task An_approval_is_for_the_content_that_was_seen()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var version = await prompt.Create("one", new { author = "kim" });
        (await api.Post($"{prompt.Version(version)}/approve", new { author = "lee" })).ShouldBe(200);
        (await api.Patch(prompt.Version(version), new { content = "two" })).ShouldBe(200);
        await prompt.Promote(version, "testing");

        (await prompt.Promote(version, "production", new { })).ShouldBeProblem(409, "approval-required");
    }

    [Fact]
    public async Task An_approval_that_came_first_counts_and_a_second_one_is_not_recorded()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var version = await prompt.Create("one", new { author = "kim" });
        (await api.Post($"{prompt.Version(version)}/approve", new { author = "lee" })).ShouldBe(200);
        (await api.Post($"{prompt.Version(version)}/approve", new { author = "lee" })).ShouldBe(200);

        await prompt.Promote(version, "testing", "production");

        Assert.Single(await prompt.Actions(), action => action == "version.approved");
        (await api.Post($"{prompt.Version("9.0.0")}/approve", new { author = "lee" })).ShouldBeProblem(404, "unknown-version");
        (await api.Post($"{prompt.Version("nowhere")}/approve", new { author = "lee" })).ShouldBeProblem(404, "unknown-label");
    }

    [Fact]
    public async Task Going_back_is_never_gated()
    {
        var prompt = await api.NewPrompt();
        var first = await prompt.CreateLive("one");
        await prompt.CreateLive("two");
        (await api.Put(prompt.Path, new { settings = new { @protected = true } })).ShouldBe(200);

        (await prompt.Promote(first, "production", new { })).ShouldBe(200);
    }

    [Theory]
    [InlineData("^1.2.0", "1.9.3", true)]
    [InlineData("^1.2.0", "2.0.0", false)]
    [InlineData("^1.2.0", "1.1.9", false)]
    [InlineData("^0.2.1", "0.2.9", true)]
    [InlineData("^0.2.1", "0.3.0", false)]
    [InlineData("^0.0.3", "0.0.4", false)]
    [InlineData("~1.2.0", "1.2.7", true)]
    [InlineData("~1.2.0", "1.3.0", false)]
    [InlineData("1.2.0", "1.2.0", true)]
    [InlineData("1.2.0", "1.2.1", false)]
    [InlineData("^1.2.0", "1.3.0-rc.1", false)]
    [InlineData("^1.2.0-rc.1", "1.2.0-rc.2", true)]
    [InlineData("^1.2.0-rc.1", "1.2.1-rc.2", false)]
    public async Task Going_live_needs_dependencies_that_resolve(string range, string there, bool resolves)
    {
        var other = await api.NewPrompt();
        await other.Create("other", new { version = there });
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one", new { dependencies = new[] { $"{other.Name}@{range}" } });
        await prompt.Promote(version, "testing");

        var answer = await prompt.Promote(version, "production", new { });

        if (resolves) answer.ShouldBe(200);
        else Assert.Contains($"{other.Name}@{range}", (string?)answer.ShouldBeProblem(422, "unresolved-dependencies")["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archived_or_unknown_dependency_does_not_resolve()
    {
        var other = await api.NewPrompt();
        await other.Create("other", new { version = "1.0.0" });
        await other.Promote("1.0.0", "archived");
        var unknown = ApiClient.UniqueName();
        var prompt = await api.NewPrompt();
        var version = await prompt.Create("one", new { dependencies = new[] { $"{other.Name}@^1.0.0", $"{unknown}@1.0.0" } });
        await prompt.Promote(version, "testing");

        var detail = (string?)(await prompt.Promote(version, "production", new { })).ShouldBeProblem(422, "unresolved-dependencies")["detail"];

        Assert.Contains(other.Name, detail, StringComparison.Ordinal);
        Assert.Contains(unknown, detail, StringComparison.Ordinal);
        await other.Create("newer", new { version = "1.1.0" });
        (await api.Post($"/prompts/{unknown}/versions", new { content = "x", type = "rag_search", version = "1.0.0" })).ShouldBe(201);
        await prompt.Promote(version, "production");
    }

    [Fact]
    public async Task A_gate_of_none_lets_all_pass()
    {
        var prompt = await api.NewPrompt(new { settings = new { gate = "none" } });
        var version = await prompt.Create("one", new { dependencies = new[] { $"{ApiClient.UniqueName()}@1.0.0" } });

        await prompt.Promote(version, "testing", "production");
    }

    [Fact]
    public async Task A_gate_of_test_asks_for_all_of_it_already_at_testing()
    {
        var prompt = await api.NewPrompt(new { settings = new { gate = "test" } });
        var version = await prompt.Create("one", new { dependencies = new[] { $"{ApiClient.UniqueName()}@1.0.0" } });

        (await prompt.Promote(version, "testing", new { })).ShouldBeProblem(422, "unresolved-dependencies");
    }
}
