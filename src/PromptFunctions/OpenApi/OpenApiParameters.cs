using System.Text.Json.Nodes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Metrics.Trends;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using PromptFunctions.Http;

namespace PromptFunctions.OpenApi;

/// <summary>The parameters that calls share, each described once.</summary>
internal static class OpenApiParameters
{
    private static readonly Dictionary<string, Func<JsonObject>> RouteSchemas = new()
    {
        ["name"] = () => Text("The prompt", "^[a-z0-9][a-z0-9._-]{0,127}$"),
        ["version"] = () => Text("A version, latest, production, or a label"),
        ["label"] = () => Text("The label", "^[a-z0-9][a-z0-9._-]{0,127}$"),
        ["branch"] = () => Text("The branch", "^[a-z][a-z0-9-]{0,63}$"),
        ["test"] = () => Text("The test", "^[a-z0-9][a-z0-9._-]{0,127}$"),
        ["id"] = () => Text("The id"),
    };

    private static readonly Dictionary<string, Func<JsonObject>> QuerySchemas = new()
    {
        ["limit"] = () => new() { ["description"] = "How many items at the most", ["type"] = "integer", ["minimum"] = 1, ["maximum"] = PageRequest.MaximumLimit, ["default"] = PageRequest.DefaultLimit },
        ["continuationToken"] = () => Text("What the page before gave"),
        ["type"] = () => Text("Only prompts of this type"),
        ["tag"] = () => Text("Only what has this tag"),
        ["branch"] = () => Text("Only versions of this branch"),
        ["status"] = () => new() { ["description"] = "Only versions in this status", ["type"] = "string", ["enum"] = new JsonArray([.. WireName.All<VersionStatus>()]) },
        ["content"] = () => new() { ["description"] = "Whether the content is given", ["type"] = "boolean", ["default"] = true },
        ["from"] = () => Text("A version, latest, production, or a label"),
        ["to"] = () => Text("A version, latest, production, or a label"),
        ["subject"] = () => new() { ["description"] = "Whom to choose for: a user, a session", ["type"] = "string", ["maxLength"] = Limits.SubjectCharacters },
        ["label"] = () => Text("Pins to a label"),
        ["wait"] = () => new() { ["description"] = "How many seconds to wait for the end", ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 60, ["default"] = 0 },
        ["batchId"] = () => new() { ["description"] = "The sender's name for a batch of lines", ["type"] = "string", ["minLength"] = 1, ["maxLength"] = RecordMetricsRequest.BatchIdCharacters },
        ["fromTime"] = () => new() { ["description"] = "From this time on, rounded down to its hour", ["type"] = "string", ["format"] = "date-time" },
        ["toTime"] = () => new() { ["description"] = "Before this time, rounded up to its hour", ["type"] = "string", ["format"] = "date-time" },
        ["days"] = () => new() { ["description"] = "Of the last so many days", ["type"] = "integer", ["minimum"] = 1, ["maximum"] = TrendService.MostDays, ["default"] = 30 },
        ["by"] = () => new() { ["description"] = "What each point is of", ["type"] = "string", ["enum"] = new JsonArray([.. WireName.All<TrendInterval>()]), ["default"] = WireName.Of(TrendInterval.Version) },
        ["format"] = () => new() { ["description"] = "The format, whatever Accept says", ["type"] = "string", ["enum"] = new JsonArray([.. WireName.All<ReportFormat>()]) },
        ["after"] = () => Text("The prompt after which to begin: what the part before says as next"),
        ["megabytes"] = () => new() { ["description"] = "After how many megabytes to begin no further prompt", ["type"] = "integer", ["minimum"] = 1, ["maximum"] = 10_000 },
        ["kind"] = () => new() { ["description"] = "What the metric's values are; as rate or mean say where it is not given", ["type"] = "string", ["enum"] = new JsonArray([.. WireName.All<MetricKind>()]) },
        ["mean"] = () => Number("The mean so far, with the kind mean; not 0"),
        ["std"] = () => Number("The standard deviation of one subject, above 0"),
        ["rate"] = () => Number("The rate so far, with the kind proportion; between 0 and 1"),
        ["effect"] = () => Number("The smallest difference worth finding, relative to the mean or the rate; not 0"),
        ["alpha"] = () => Number("How probable it may be that a difference is found where none is; between 0 and 1", 0.05),
        ["power"] = () => Number("How probable it should be that the difference is found; between 0 and 1", 0.8),
        ["tuning"] = () => Number("The experiment's tuning, 10 to 1,000,000,000", new CreateExperimentRequest().Tuning),
        ["ofSubject"] = () => Text("Whom to tell the arm of, at most 1,024 characters"),
        ["version"] = () => Text("Pins to a version, latest, production, or a label"),
    };

    // Where two calls mean different things by the same name.
    private static readonly Dictionary<string, string> QueryNames = new() { ["fromTime"] = "from", ["toTime"] = "to", ["ofSubject"] = "subject" };

    private static readonly HashSet<string> Required = ["from", "to", "effect", "ofSubject"];

    private static readonly Dictionary<string, string> HeaderDescriptions = new()
    {
        ["If-None-Match"] = "The tag that the caller has; * on PUT: create only",
        ["If-Match"] = "The tag that the target must have",
        ["Idempotency-Key"] = "1 to 255 visible ASCII characters: the same request with the same key is answered the same for 24 hours",
        ["X-Author"] = "Who does it, where nobody is signed in and the body does not say",
    };

    public static JsonObject Route(string name) => Parameter("path", name, RouteSchemas[name](), required: true);

    public static JsonObject Query(string key) => Parameter("query", NameOf(key), QuerySchemas[key](), Required.Contains(key));

    public static JsonObject Header(string name) => Parameter("header", name, Text(HeaderDescriptions[name]), required: false);

    /// <summary>What a parameter is called in the query.</summary>
    public static string NameOf(string key) => QueryNames.GetValueOrDefault(key, key);

    /// <summary>The headers that a call reads.</summary>
    public static IEnumerable<string> Headers(ApiOperation operation)
    {
        if (operation.Method is "get" or "put") yield return "If-None-Match";
        if (!operation.IsChange) yield break;
        yield return "If-Match";
        yield return "X-Author";
        if (operation.Method == "post") yield return "Idempotency-Key";
    }

    private static JsonObject Parameter(string place, string name, JsonObject schema, bool required)
    {
        var description = (string?)schema["description"];
        schema.Remove("description");
        return new() { ["name"] = name, ["in"] = place, ["required"] = required, ["description"] = description, ["schema"] = schema };
    }

    private static JsonObject Number(string description, double? otherwise = null)
    {
        var schema = new JsonObject { ["description"] = description, ["type"] = "number" };
        if (otherwise is not null) schema["default"] = otherwise;
        return schema;
    }

    private static JsonObject Text(string description, string? pattern = null)
    {
        var schema = new JsonObject { ["description"] = description, ["type"] = "string" };
        if (pattern is not null) schema["pattern"] = pattern;
        return schema;
    }
}
