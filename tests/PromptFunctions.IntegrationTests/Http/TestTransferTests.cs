using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

/// <summary>Export and import of a prompt's tests.</summary>
public sealed class TestTransferTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Tests_are_the_same_after_an_export_and_an_import()
    {
        var prompt = await TestedAsync();
        var export = await prompt.Export();
        Assert.Equal(["a", "b"], export["tests"]!.AsArray().Select(test => (string?)test!["test"]));
        foreach (var test in export["tests"]!.AsArray()) Assert.Equal((await prompt.Get($"/tests/{test!["test"]}")).Text, test!.ToJsonString(ApiClient.Json));
        var copy = new ApiPrompt(api, ApiClient.UniqueName());
        export["prompt"]!["name"] = copy.Name;

        Assert.Equal("""{"created":1,"unchanged":0}""", (await api.Post("/import", export)).ShouldBe(200).Text);

        Assert.Equal((await prompt.Export()).ToJsonString(ApiClient.Json).Replace(prompt.Name, copy.Name, StringComparison.Ordinal), (await copy.Export()).ToJsonString(ApiClient.Json));
        foreach (var test in new[] { "a", "b" })
        {
            var (one, other) = (await prompt.Get($"/tests/{test}"), (await copy.Get($"/tests/{test}")).ShouldBe(200));
            Assert.Equal((one.Text, one.ETag), (other.Text, other.ETag));
        }
        Assert.Equal("imported", Assert.Single(await copy.Actions()));
        Assert.Equal((1, 1), ((int?)(await copy.RunTests())["passed"], (int?)(await copy.RunTests())["failed"]));
    }

    [Fact]
    public async Task An_import_can_be_repeated_and_then_changes_nothing()
    {
        var prompt = await TestedAsync();
        var (export, tag, audit) = (await prompt.Get("/export"), await prompt.ETag(), (await prompt.Audit()).Count);

        Assert.Equal("""{"created":0,"unchanged":1}""", (await api.Post("/import", export.Bytes)).ShouldBe(200).Text);

        Assert.Equal((tag, audit), (await prompt.ETag(), (await prompt.Audit()).Count));
        var again = await prompt.Get("/export");
        Assert.Equal((export.Text, export.ETag), (again.Text, again.ETag));
    }

    [Fact]
    public async Task Only_tests_that_are_missing_are_added()
    {
        var prompt = await TestedAsync();
        var (a, b) = ((await prompt.Get("/tests/a")).Text, (await prompt.Get("/tests/b")).Text);
        var imported = new { prompt = new { name = prompt.Name }, tests = new object[] { new { test = "c", target = "completion" }, new { test = "a", target = "completion" } } };

        Assert.Equal("""{"created":0,"unchanged":0}""", (await api.Post("/import", imported, ("X-Author", "kim"))).ShouldBe(200).Text);

        Assert.Equal(["a", "b", "c"], (await prompt.Get("/tests")).Each("test"));
        Assert.Equal((a, b), ((await prompt.Get("/tests/a")).Text, (await prompt.Get("/tests/b")).Text));
        Assert.Equal("completion", (string?)(await prompt.Get("/tests/c"))["target"]);
        Assert.NotNull((string?)(await prompt.Get("/tests/c"))["createdAt"]);
        var entry = (await prompt.Audit())[0];
        Assert.Equal(("imported", "kim"), ((string?)entry["action"], (string?)entry["by"]));
    }

    [Theory]
    [InlineData("""[{"test":"a"},{"test":"NOT"}]""", "tests[1].test")]
    [InlineData("""[{"variables":{}}]""", "tests[0].test")]
    [InlineData("""[{"test":"a"},{"test":"a"}]""", "tests[1].test")]
    [InlineData("""[{"test":"a","assert":[{"kind":"json"},{"kind":"contains"}]}]""", "tests[0].assert[1].value")]
    [InlineData("""[{"test":"a","assert":[{"kind":"regex","value":"["}]}]""", "tests[0].assert[0].value")]
    [InlineData("""[{"test":"a","assert":[{"kind":"equals"}]}]""", "tests[0].assert[0].kind")]
    [InlineData("""[{"test":"a","target":"model"}]""", "tests[0].target")]
    [InlineData("""[{"test":"a","unknown":1}]""", "tests[0].unknown")]
    [InlineData("""[{"test":"a","variables":[]}]""", "tests[0].variables")]
    [InlineData("""[null]""", "tests[0]")]
    [InlineData("""{}""", "tests")]
    public async Task A_test_that_is_wrong_is_refused_and_nothing_is_imported(string tests, string member)
    {
        var name = ApiClient.UniqueName();

        (await api.Post("/import", $$"""{"prompt":{"name":"{{name}}","type":"note"},"versions":[{"version":"1.0.0","content":"x"}],"tests":{{tests}}}""")).ShouldBeInvalid(member);

        (await api.Get($"/prompts/{name}")).ShouldBeProblem(404, "unknown-prompt");
    }

    private async Task<ApiPrompt> TestedAsync()
    {
        var prompt = await api.NewPrompt(new { type = "note" });
        await prompt.Create("Hello {{name}}");
        (await prompt.PutTest("b", new { variables = new { name = "지민", Nested = new { a = new[] { 1.50m } } }, assert = new object[] { new { kind = "contains", value = "지민" }, new { kind = "max-chars", value = 20 } } })).ShouldBe(201);
        (await prompt.PutTest("a", new { assert = new[] { new { kind = "json" } } })).ShouldBe(201);
        return prompt;
    }
}
