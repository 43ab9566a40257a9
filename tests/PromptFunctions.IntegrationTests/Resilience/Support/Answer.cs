using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>What the API answered.</summary>
public sealed record Answer(int Status, string Text, HttpResponseHeaders Headers)
{
    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The problem's code.</summary>
    public string? Code => this["code"];

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A member that is text.</summary>
    public string? this[string member] => Json[member]?.GetValue<string>();

    public bool Stale => Json["stale"]!.GetValue<bool>();

    /// <summary>The items of a page.</summary>
    public IReadOnlyList<JsonNode> Items => [.. Json["items"]!.AsArray().Select(item => item!)];

    /// <summary>The same, or the test's failure with the whole answer.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{status} was expected, not {Status}: {Text}");
        return this;
    }
}
