using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>What the service answered.</summary>
public sealed class ApiResponse(string call, HttpResponseMessage message, byte[] bytes)
{
    private readonly Lazy<JsonNode?> json = new(() => bytes.Length == 0 ? null : JsonNode.Parse(bytes));

    public int Status { get; } = (int)message.StatusCode;

    public byte[] Bytes => bytes;

    public string Text => Encoding.UTF8.GetString(bytes);

    public JsonNode Json => json.Value ?? throw new InvalidOperationException($"{call} answered {Status} without a body.");

    public string? ContentType => message.Content.Headers.ContentType?.MediaType;

    public string? ETag => Header("ETag");

    /// <summary>A member of the answer.</summary>
    public JsonNode? this[string member] => Json[member];

    /// <summary>The items of a page.</summary>
    public IReadOnlyList<JsonNode> Items => [.. Json["items"]!.AsArray().Select(item => item!)];

    /// <summary>One member of each item of a page.</summary>
    public IReadOnlyList<string?> Each(string member) => [.. Items.Select(item => (string?)item[member])];

    /// <summary>A header as it was sent; null where it was not.</summary>
    public string? Header(string name) =>
        message.Headers.TryGetValues(name, out var values) || message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public ApiResponse ShouldBe(int status)
    {
        Assert.True(Status == status, string.Create(CultureInfo.InvariantCulture, $"{call} answered {Status}, not {status}: {Text[..Math.Min(Text.Length, 2000)]}"));
        return this;
    }

    /// <summary>A problem as RFC 9457 and the API have it, without a stack trace.</summary>
    public ApiResponse ShouldBeProblem(int status, string code)
    {
        ShouldBe(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, (string?)Json["code"]);
        Assert.Equal(status, (int?)Json["status"]);
        Assert.False(string.IsNullOrEmpty((string?)Json["type"]));
        Assert.False(string.IsNullOrEmpty((string?)Json["title"]));
        Assert.False(string.IsNullOrEmpty((string?)Json["detail"]));
        Assert.False(string.IsNullOrEmpty((string?)Json["traceId"]));
        Assert.Equal(status == 400, Json["errors"] is JsonObject { Count: > 0 });
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        return this;
    }

    /// <summary>A 400 that names a member.</summary>
    public ApiResponse ShouldBeInvalid(string member)
    {
        ShouldBeProblem(400, "invalid-request");
        Assert.Contains(member, Json["errors"]!.AsObject().Select(error => error.Key));
        return this;
    }
}
