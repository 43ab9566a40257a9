using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>A draft may still change after a branch has left it.</summary>
public sealed class MovedBaseTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task A_change_of_the_draft_that_a_branch_began_at_is_not_lost_in_the_merge()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one\n\ntwo\n");
        await prompt.Branch("side", "0.0.1");
        (await api.Patch(prompt.Version("0.0.1"), new { content = "ONE\n\ntwo\n" })).ShouldBe(200);
        await prompt.Create("one\n\nTWO\n", new { branch = "side" });

        Assert.Equal("ONE\n\nTWO\n", (string?)(await api.Post($"{prompt.Path}/branches/side/merge")).ShouldBe(201)["content"]);
    }

    [Fact]
    public async Task The_same_line_changed_in_the_draft_and_on_the_branch_is_a_conflict()
    {
        var prompt = await api.NewPrompt();
        await prompt.Create("one\n");
        await prompt.Branch("side", "0.0.1");
        (await api.Patch(prompt.Version("0.0.1"), new { content = "ONE\n" })).ShouldBe(200);
        await prompt.Create("eins\n", new { branch = "side" });

        var conflict = (await api.Post($"{prompt.Path}/branches/side/merge")).ShouldBeProblem(409, "merge-conflict");

        Assert.Equal("""[{"line":1,"base":"one\n","main":"ONE\n","branch":"eins\n"}]""", conflict["conflicts"]!.ToJsonString());
    }
}
