using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>What a receiver of webhooks was sent.</summary>
public sealed class WebhookCall(string method, string path, IReadOnlyDictionary<string, string> headers, byte[] body)
{
    public string Method => method;

    public string Path => path;

    public IReadOnlyDictionary<string, string> Headers => headers;

    public byte[] Body => body;

    /// <summary>Whether it was answered well.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The event.</summary>
    public JsonNode Event { get; } = JsonNode.Parse(body)!;

    public string Id => (string)Event["id"]!;

    public string Type => (string)Event["type"]!;

    public long Sequence => (long)Event["sequence"]!;

    /// <summary>A member of the event's data as a text.</summary>
    public string? Data(string member) => Event["data"]![member]?.ToString();

    /// <summary>Checks the signature as docs/webhooks.md tells receivers to.</summary>
    public void ShouldBeSigned(string secret)
    {
        var parts = headers["X-PromptFunctions-Signature"].Split(',').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        Assert.True(long.Parse(parts["t"], CultureInfo.InvariantCulture) > 1_700_000_000);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(parts["t"] + "."), .. body]);
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
    }
}
