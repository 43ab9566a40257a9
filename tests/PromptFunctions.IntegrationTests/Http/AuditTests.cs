using System.Globalization;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class AuditTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Every_change_has_one_entry_with_its_action_newest_first()
    {
        var prompt = await api.NewPrompt();
        (await api.Put(prompt.Path, new { description = "d" })).ShouldBe(200);
        await prompt.Create("one", new { author = "kim" });
        (await api.Patch(prompt.Version("0.0.1"), new { tags = new[] { "t" } })).ShouldBe(200);
        await prompt.Promote("0.0.1", "testing");
        (await api.Post($"{prompt.Version("0.0.1")}/approve", new { author = "lee", reason = "좋음" })).ShouldBe(200);
        await prompt.Promote("0.0.1", "production");
        await prompt.Label("stable", "0.0.1");
        (await api.Delete($"{prompt.Path}/labels/stable")).ShouldBe(204);
        await prompt.Branch("side", "0.0.1");
        await prompt.Create("two", new { branch = "side" });
        (await api.Post($"{prompt.Path}/branches/side/merge")).ShouldBe(201);
        await prompt.Promote("0.0.2", "testing", "production");

        var entries = await prompt.Audit();

        Assert.Equal(
            [
                ("version.promoted", "0.0.2"), ("version.promoted", "0.0.2"), ("branch.merged", "side"), ("version.created", "0.0.2-side.1"), ("branch.created", "side"),
                ("label.removed", "stable"), ("label.set", "stable"), ("version.promoted", "0.0.1"), ("version.approved", "0.0.1"), ("version.promoted", "0.0.1"),
                ("version.updated", "0.0.1"), ("version.created", "0.0.1"), ("prompt.updated", prompt.Name), ("prompt.created", prompt.Name),
            ],
            entries.Select(entry => ((string)entry["action"]!, (string)entry["target"]!)));
        Assert.All(entries, entry => Assert.Equal(["at", "by", "action", "target", "before", "after", "reason"], entry.AsObject().Select(member => member.Key)));
        var times = entries.Select(entry => DateTimeOffset.Parse((string)entry["at"]!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task An_entry_says_who_what_and_why()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Create("two");
        await prompt.Promote("0.0.1", "testing", "production");
        await prompt.Promote("0.0.2", "testing");

        (await prompt.Promote("0.0.2", "production", new { author = "김", reason = "정확도 개선" })).ShouldBe(200);

        var entry = (await prompt.Audit())[0];
        Assert.Equal("김", (string?)entry["by"]);
        Assert.Equal("정확도 개선", (string?)entry["reason"]);
        Assert.Equal("testing", (string?)entry["before"]!["status"]);
        Assert.Equal("0.0.1", (string?)entry["before"]!["live"]);
        Assert.Equal("production", (string?)entry["after"]!["status"]);
        Assert.Equal("0.0.2", (string?)entry["after"]!["live"]);
    }

    [Fact]
    public async Task A_changed_setting_is_told_before_and_after()
    {
        var prompt = await api.NewPrompt(new { description = "old" });

        (await api.Put(prompt.Path, new { description = "new" })).ShouldBe(200);

        var entry = (await prompt.Audit())[0];
        Assert.Equal("""{"description":"old"}""", entry["before"]!.ToJsonString());
        Assert.Equal("""{"description":"new"}""", entry["after"]!.ToJsonString());
    }

    [Fact]
    public async Task A_version_that_makes_its_prompt_has_one_entry()
    {
        var name = ApiClient.UniqueName();
        (await api.Post($"/prompts/{name}/versions", new { content = "x", type = "rag_search" })).ShouldBe(201);

        Assert.Equal(["version.created"], (await api.Get($"/prompts/{name}/audit")).Each("action"));
    }

    [Fact]
    public async Task A_refused_change_has_no_entry()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");

        (await prompt.Promote("0.0.1", "production", new { })).ShouldBeProblem(409, "illegal-transition");
        (await api.Put($"{prompt.Path}/labels/a", new { version = "9.0.0" })).ShouldBeProblem(404, "unknown-version");
        (await api.Post(prompt.Versions, new { content = "x", version = "0.0.1" })).ShouldBeProblem(409, "version-exists");
        (await api.Put(prompt.Path, new { description = "x" }, ("If-Match", "\"other\""))).ShouldBeProblem(412, "etag-mismatch");

        Assert.Equal(["version.created", "prompt.created"], await prompt.Actions());
    }

    [Fact]
    public async Task Entries_come_in_pages()
    {
        var prompt = await api.NewPrompt();
        for (var i = 0; i < 6; i++) await prompt.Create($"{i}");

        var paged = await api.All($"{prompt.Path}/audit", 3);

        Assert.Equal((await prompt.Audit()).Select(entry => entry.ToJsonString()), paged.Select(entry => entry.ToJsonString()));
    }
}
