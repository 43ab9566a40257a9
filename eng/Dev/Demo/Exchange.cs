using System.Net;
using System.Text.Json.Nodes;

namespace PromptFunctions.Dev.Demo;

/// <summary>One request and its answer.</summary>
internal sealed record Exchange(HttpMethod Method, string Path, JsonNode? Sent, HttpStatusCode Status, JsonNode? Body, TimeSpan Took)
{
    /// <summary>A member of the answer, or of a member of it: <c>"assignment"</c>, <c>"content", "added"</c>.</summary>
    public JsonNode? this[params IEnumerable<string> path] =>
        path.Aggregate(Body, (node, member) => (node as JsonObject)?[member]);

    public string Text(params IEnumerable<string> path) => this[path]?.ToString() ?? "–";

    public IEnumerable<JsonNode> Items => (this["items"] as JsonArray ?? []).OfType<JsonNode>();
}
