using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>What a request may bring, every answer that wraps it must be able to give.</summary>
public sealed class DeepDocumentTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task The_deepest_metadata_that_is_taken_is_given_everywhere()
    {
        var prompt = await api.NewPrompt();
        var deepest = 62;
        (await Create(prompt, deepest + 1)).ShouldBeProblem(400, "invalid-request");
        (await Create(prompt, deepest)).ShouldBe(201);
        await prompt.Create("another");

        foreach (var path in new[] { "/versions", "/versions/0.0.1", "/audit", "/compare?from=0.0.1&to=0.0.2", "/resolve?version=0.0.1" })
            (await api.Get(prompt.Path + path)).ShouldBe(200);
        var export = (await api.Get(prompt.Path + "/export")).ShouldBe(200);
        Assert.Equal(2, (int?)(await api.Post("/import", export.Text)).ShouldBe(200)["unchanged"]);
    }

    private Task<ApiResponse> Create(ApiPrompt prompt, int depth)
    {
        var value = string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));
        return api.Post($"{prompt.Path}/versions", """{"content":"x","metadata":{"a":""" + value + "}}");
    }
}
