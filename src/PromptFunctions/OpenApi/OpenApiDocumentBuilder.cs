using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Http;

namespace PromptFunctions.OpenApi;

/// <summary>Builds openapi.json (OpenAPI 3.1) from what the functions declare.</summary>
internal sealed class OpenApiDocumentBuilder
{
    private static readonly string[] Always = ["invalid-request", "internal-error", "storage-unavailable"];
    private static readonly string[] OnGuarded = ["unauthenticated", "forbidden"];
    private static readonly string[] OnChange = ["too-large", "unsupported-media-type", "throttled"];
    private static readonly string[] OnPost = ["idempotency-key-reused"];
    private static readonly string[] OnDocumentChange = ["reserved-name"];

    private readonly OpenApiSchemas schemas = new();

    public JsonObject Build()
    {
        var paths = new JsonObject();
        foreach (var operation in ApiOperation.All())
        {
            var path = "/" + operation.Route;
            if (paths[path] is not JsonObject item) paths[path] = item = [];
            item[operation.Method] = Operation(operation);
        }
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "PromptFunctions",
                ["version"] = typeof(OpenApiDocumentBuilder).Assembly.GetName().Version!.ToString(3),
                ["description"] = "The prompt backend: versions, serving, and everything around them.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = ApiRoutes.Base }),
            ["security"] = OpenApiSecurity.Default(),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = OpenApiSecurity.Schemes(),
                ["schemas"] = schemas.Components(),
            },
        };
    }

    private JsonObject Operation(ApiOperation operation)
    {
        var json = new JsonObject
        {
            ["operationId"] = operation.Id,
            ["summary"] = operation.Call.Summary,
            ["tags"] = new JsonArray(operation.Route.Split('/') is ["prompts", _, var part, ..] ? part : operation.Route.Split('/')[0]),
            ["parameters"] = new JsonArray([.. Parameters(operation)]),
        };
        json["security"] = OpenApiSecurity.Of(operation);
        if (operation.Call.Body is { } body)
        {
            var content = Content(ApiAnswer.Json, OpenApiSchemas.AnyOf([schemas.Request(body), .. operation.Call.AlsoBodies.Select(schemas.Request)]));
            if (operation.Call.Line is { } line) content[PointFormats.Lines] = new JsonObject { ["schema"] = schemas.Request(line) };
            json["requestBody"] = new JsonObject { ["required"] = !operation.Call.BodyIsOptional, ["content"] = content };
        }
        json["responses"] = Responses(operation);
        return json;
    }

    private static IEnumerable<JsonNode> Parameters(ApiOperation operation)
    {
        foreach (var name in operation.RouteParameters) yield return OpenApiParameters.Route(name);
        foreach (var name in operation.Call.Query) yield return OpenApiParameters.Query(name);
        foreach (var name in OpenApiParameters.Headers(operation)) yield return OpenApiParameters.Header(name);
    }

    private JsonObject Responses(ApiOperation operation)
    {
        var responses = new JsonObject();
        foreach (var status in new[] { operation.Call.Status, operation.Call.AlsoStatus }.Where(status => status > 0))
            responses[Text(status)] = Success(operation.Call, status);
        if (operation.Method == "get") responses["304"] = new JsonObject { ["description"] = "The caller has the current document already." };

        string[] codes =
        [
            .. Always,
            .. operation.IsGuarded ? OnGuarded : [],
            .. operation.Call.Body is not null || operation.IsChange ? OnChange : [],
            .. operation.IsChange ? OnDocumentChange : [],
            .. operation is { Method: "post", IsChange: true } ? OnPost : [],
            .. operation.Call.Problems,
        ];
        foreach (var status in ProblemCodes.All.Where(problem => codes.Contains(problem.Code)).GroupBy(problem => problem.Status))
        {
            responses[Text(status.Key)] = new JsonObject
            {
                ["description"] = string.Join("; ", status.Select(problem => $"{problem.Code}: {problem.Title}")),
                ["content"] = Content(ProblemAnswer.ContentType, OpenApiSchemas.Problem(status.Select(problem => problem.Code))),
            };
        }
        return responses;
    }

    private JsonObject Success(ApiCallAttribute call, int status)
    {
        var response = new JsonObject { ["description"] = status switch { 201 => "It was made.", 204 => "Done.", _ => "The document." } };
        if (call.Answer is null) return response;
        var content = Content(call.AnswersLines ? PointFormats.Lines : ApiAnswer.Json, schemas.Answer(call.Answer));
        foreach (var mediaType in call.AlsoMedia) content[mediaType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
        response["content"] = content;
        return response;
    }

    private static JsonObject Content(string mediaType, JsonNode schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
