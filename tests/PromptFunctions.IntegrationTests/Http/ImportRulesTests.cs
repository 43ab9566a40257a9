using System.Text.Json.Nodes;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>An import adds what is missing, changes nothing that exists, and takes nothing that later calls could not bear.</summary>
public sealed class ImportRulesTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Theory]
    [InlineData("""{"labels":{"x":null}}""")]
    [InlineData("""{"earlierLive":[null]}""")]
    [InlineData("""{"branches":[null]}""")]
    [InlineData("""{"branches":[{"branch":"side","base":"1.0.0","counter":2147483647}]}""")]
    [InlineData("""{"branches":[{"branch":"side","base":"1.0.0","ahead":-1}]}""")]
    [InlineData("""{"versions":[null]}""")]
    [InlineData("""{"versions":[{"version":"1.0.0","content":"x","approvals":[null]}]}""")]
    [InlineData("""{"versions":[{"version":"1.0.0","content":"x","approvals":[{"at":"2026-01-01T00:00:00Z"}]}]}""")]
    [InlineData("""{"versions":[{"version":"1.0.0","content":"x","createdAt":"1600-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"versions":[{"version":"1.0.0--1","content":"x"},{"version":"1.0.0--01","content":"y"}]}""")]
    [InlineData("""{"branches":[{"branch":"side","base":"1.0.0"}],"versions":[{"version":"1.0.0","content":"x"},{"version":"1.0.1","branch":"side","content":"y"}]}""")]
    public async Task What_does_not_make_sense_is_refused_by_name(string members)
    {
        var document = JsonNode.Parse(members)!.AsObject();
        document["prompt"] = new JsonObject { ["name"] = ApiClient.UniqueName(), ["type"] = "t" };
        document["versions"] ??= JsonNode.Parse("""[{"version":"1.0.0","content":"x"}]""");

        (await api.Post("/import", document)).ShouldBeProblem(400, "invalid-request");
    }

    [Fact]
    public async Task Importing_again_leaves_the_versions_that_were_live_before_as_they_are()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Create("two");
        foreach (var (version, status) in new[] { ("0.0.1", "testing"), ("0.0.1", "production"), ("0.0.2", "testing"), ("0.0.2", "production"), ("0.0.1", "production") })
            (await api.Post($"{prompt.Version(version)}/promote", new { status })).ShouldBe(200);
        var export = await api.Get(prompt.Path + "/export");
        Assert.Equal("""["0.0.2","0.0.1"]""", export["earlierLive"]!.ToJsonString());
        var audit = (await api.Get(prompt.Path + "/audit")).Items.Count;

        (await api.Post("/import", export.Text)).ShouldBe(200);

        Assert.Equal(export.Text, (await api.Get(prompt.Path + "/export")).Text);
        Assert.Equal(audit, (await api.Get(prompt.Path + "/audit")).Items.Count);
    }

    [Fact]
    public async Task A_branch_goes_on_after_the_versions_that_an_import_brought()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one");
        await prompt.Branch("side", "0.0.1");
        var before = (await api.Get(prompt.Path + "/export")).Text;
        var document = JsonNode.Parse(before)!;
        document["versions"]!.AsArray().Add(JsonNode.Parse("""{"version":"0.0.2-side.7","branch":"side","content":"imported"}"""));

        (await api.Post("/import", document)).ShouldBe(200);

        Assert.Equal("0.0.2-side.7", (string?)(await prompt.BranchAsListed("side"))["head"]);
        Assert.Equal("0.0.2-side.8", await prompt.Create("next", new { branch = "side" }));
    }

    [Fact]
    public async Task An_import_takes_nothing_live_on_a_protected_prompt_whatever_it_says_of_approvals()
    {
        var prompt = await api.NewPrompt(new { settings = new { @protected = true } });
        var approvals = new[] { new { by = "lee", at = "2026-01-01T00:00:00Z", reason = "good" } };
        var document = new
        {
            prompt = new { name = prompt.Name, type = "text_to_sql" },
            earlierLive = new[] { "1.1.0" },
            versions = new[] { new { version = "1.0.0", content = "x", status = "production", approvals }, new { version = "1.1.0", content = "y", status = "deprecated", approvals } },
        };

        (await api.Post("/import", document)).ShouldBe(200);

        (await api.Get(prompt.Path + "/resolve")).ShouldBeProblem(404, "no-live-version");
        Assert.Equal("""{"testing":2}""", (await prompt.Get())["versions"]!.ToJsonString());
        (await prompt.Promote("1.1.0", "production", new { })).ShouldBeProblem(409, "approval-required");
        (await prompt.TryDeploy("1.0.0", "immediate")).ShouldBeProblem(409, "approval-required");
        (await api.Post($"{prompt.Path}/rollback", new { to = "1.1.0" })).ShouldBeProblem(409, "nothing-to-roll-back-to");
        (await api.Post($"{prompt.Path}/rollback")).ShouldBeProblem(409, "nothing-to-roll-back-to");
    }
}
