using System.Text;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

[Collection(ServingGroup.Name)]
public sealed class LargeBodyTests(TwoApps apps)
{
    private const int Bytes = 1024 * 1024;

    [Fact]
    public async Task A_mebibyte_of_any_characters_comes_through_create_get_resolve_export_and_import_byte_for_byte()
    {
        var (prompt, copy) = (TwoApps.UniqueName(), TwoApps.UniqueName());
        var content = Content();
        Assert.Equal(Bytes, Encoding.UTF8.GetByteCount(content));

        var created = (await apps.First.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content }, "key")).Expect(201);
        var repeated = (await apps.Second.Api.PostAsync($"prompts/{prompt}/versions", new { type = "report", content }, "key")).Expect(201);
        var export = (await apps.Second.Api.GetAsync($"prompts/{prompt}/export")).Expect(200).Json;
        Assert.Equal(content, export["versions"]![0]!["content"]!.GetValue<string>());
        export["prompt"]!["name"] = copy;
        (await apps.First.Api.PostAsync("import", export)).Expect(200);

        Assert.Equal(content, created["content"]);
        Assert.Equal(created.Text, repeated.Text);
        foreach (var name in new[] { prompt, copy })
        {
            Assert.Equal(content, (await apps.Second.Api.GetAsync($"prompts/{name}/versions/0.0.1")).Expect(200)["content"]);
            Assert.Equal(content, (await apps.Second.Api.GetAsync($"prompts/{name}/resolve?version=0.0.1")).Expect(200)["content"]);
        }
    }

    [Fact]
    public async Task A_byte_more_is_refused()
    {
        var answer = await apps.First.Api.PostAsync($"prompts/{TwoApps.UniqueName()}/versions", new { type = "report", content = Content() + "x" });
        Assert.Equal("too-large", answer.Expect(413).Code);
    }

    // Line ends of all kinds, what JSON escapes, one to four bytes a character, a mark of byte order, and no space left.
    private static string Content()
    {
        const string Unit = "plain\r\nline\n\r\t\"quoted\\\" </script> ä ß € \u2028 \u0001 \uFEFF 漢字 😀 e\u0301 {single} ";
        var count = Bytes / Encoding.UTF8.GetByteCount(Unit);
        var text = string.Concat(Enumerable.Repeat(Unit, count));
        return text + new string('.', Bytes - Encoding.UTF8.GetByteCount(text));
    }
}
