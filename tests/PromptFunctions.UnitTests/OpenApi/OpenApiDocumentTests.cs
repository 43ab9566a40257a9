using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using PromptFunctions.Core.Problems;
using PromptFunctions.OpenApi;
using PromptFunctions.SignIn;

namespace PromptFunctions.UnitTests.OpenApi;

public sealed class OpenApiDocumentTests
{
    private static readonly JsonElement Document = JsonSerializer.Deserialize<JsonElement>(new OpenApiDocumentProvider().Answer.Body.Span);

    [Fact]
    public async Task The_document_is_read_without_any_error()
    {
        using var stream = new MemoryStream(new OpenApiDocumentProvider().Answer.Body.ToArray());

        var read = await Microsoft.OpenApi.OpenApiDocument.LoadAsync(stream, "json");

        Assert.NotNull(read.Diagnostic);
        Assert.Empty(read.Diagnostic.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(FunctionRouteTests.All.Count, read.Document!.Paths.Sum(path => path.Value.Operations?.Count ?? 0));
        Assert.Empty(read.Document.Validate(ValidationRuleSet.GetDefaultRuleSet()));
    }

    [Fact]
    public void Every_function_is_in_the_document_and_nothing_else()
    {
        var described = from path in Document.GetProperty("paths").EnumerateObject()
                        from operation in path.Value.EnumerateObject()
                        select $"{operation.Name} {path.Name} {operation.Value.GetProperty("operationId").GetString()}";

        Assert.Equal(FunctionRouteTests.All.Select(function => $"{function.Method} /{function.Route} {function.Name}").Order(), described.Order());
    }

    [Fact]
    public void Every_parameter_of_a_path_is_declared_once_and_required()
    {
        foreach (var (path, operation) in Operations())
        {
            var declared = Parameters(operation, "path");
            Assert.Equal(Regex.Matches(path, @"\{(\w+)\}").Select(match => match.Groups[1].Value), declared.Select(parameter => parameter.GetProperty("name").GetString()));
            Assert.All(declared, parameter => Assert.True(parameter.GetProperty("required").GetBoolean()));
        }
    }

    [Fact]
    public void Every_parameter_of_a_query_is_declared()
    {
        foreach (var function in FunctionRouteTests.All)
            Assert.Equal(function.Call!.Query.Select(OpenApiParameters.NameOf), Parameters(Operation(function.Route, function.Method), "query").Select(parameter => parameter.GetProperty("name").GetString()));
    }

    [Fact]
    public void Every_problem_code_that_a_function_declares_exists()
    {
        var known = ProblemCodes.All.Select(problem => problem.Code).ToHashSet();

        Assert.All(FunctionRouteTests.All, function => Assert.Empty(function.Call!.Problems.Except(known)));
    }

    [Fact]
    public void Every_problem_that_a_function_declares_is_described_under_its_status()
    {
        foreach (var function in FunctionRouteTests.All)
        {
            var responses = Operation(function.Route, function.Method).GetProperty("responses");
            foreach (var code in function.Call!.Problems.Append("invalid-request").Append("storage-unavailable"))
            {
                var problem = ProblemCodes.All.Single(problem => problem.Code == code);
                var schema = responses.GetProperty($"{problem.Status}").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema");
                Assert.Contains(code, schema.GetProperty("properties").GetProperty("code").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
            }
        }
    }

    [Fact]
    public void Only_open_calls_need_no_key()
    {
        foreach (var function in FunctionRouteTests.All)
        {
            var open = Operation(function.Route, function.Method).TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
            Assert.Equal(function.Route is "health" or "openapi.json", open);
        }
    }

    [Fact]
    public void Every_other_call_says_its_role_and_how_it_is_refused()
    {
        foreach (var function in FunctionRouteTests.All.Where(function => function.Call!.Role != AppRole.Open))
        {
            var operation = Operation(function.Route, function.Method);
            var signedIn = operation.GetProperty("security").EnumerateArray().Single(way => way.TryGetProperty("signIn", out _));

            Assert.Equal([$"Prompts.{function.Call!.Role}"], signedIn.GetProperty("signIn").EnumerateArray().Select(role => role.GetString()));
            Assert.True(signedIn.TryGetProperty("functionKey", out _));
            Assert.True(operation.GetProperty("responses").TryGetProperty("401", out _));
            Assert.True(operation.GetProperty("responses").TryGetProperty("403", out _));
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = Regex.Matches(Document.GetRawText(), "\"\\$ref\":\\s*\"([^\"]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(references);
        Assert.All(references, reference => Assert.True(Find(reference), reference));
    }

    [Fact]
    public void Bodies_take_no_unknown_members_and_answers_may_grow()
    {
        var schemas = Document.GetProperty("components").GetProperty("schemas");

        Assert.False(schemas.GetProperty("CreateVersionRequest").GetProperty("additionalProperties").GetBoolean());
        Assert.False(schemas.GetProperty("Version").TryGetProperty("additionalProperties", out _));
        var required = schemas.GetProperty("Version").GetProperty("required").EnumerateArray().Select(name => name.GetString()).ToList();
        Assert.Contains("contentHash", required);
        Assert.DoesNotContain("content", required);
    }

    private static IEnumerable<(string Path, JsonElement Operation)> Operations() =>
        from path in Document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (path.Name, operation.Value);

    private static JsonElement Operation(string route, string method) => Document.GetProperty("paths").GetProperty("/" + route).GetProperty(method);

    private static List<JsonElement> Parameters(JsonElement operation, string place) =>
        [.. operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place)];

    private static bool Find(string reference)
    {
        var at = Document;
        foreach (var step in reference.Split('/').Skip(1).Select(step => Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (at.ValueKind == JsonValueKind.Array) at = at[int.Parse(step, null)];
            else if (!at.TryGetProperty(step, out at)) return false;
        }
        return true;
    }
}
