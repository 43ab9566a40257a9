using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace PromptFunctions.UnitTests.LocalHost;

/// <summary>Functions for the host to run in place of the app's.</summary>
public sealed class SampleFunctions(ScopedProbe probe)
{
    private int _invocations;

    [Function("GetItem")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "items/{name}")] HttpRequest request, string name) =>
        TypedResults.Ok(new { name, query = request.Query["q"].ToString() });

    [Function("PutItem")]
    public static async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "items/{name}")] HttpRequest request, string name, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body);
        return TypedResults.Created($"/api/items/{name}", await reader.ReadToEndAsync(cancellationToken));
    }

    [Function("Numbered")]
    public static IResult Numbered([HttpTrigger("get", "post", Route = "numbers/{number:int}")] HttpRequest request, int number) =>
        TypedResults.Text($"{request.Method} {number + 1}");

    [Function("Unrouted")]
    public static IResult Unrouted([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => TypedResults.Text(request.Method);

    [Function("Refuse")]
    public static IResult Refuse([HttpTrigger("get", Route = "refuse")] HttpRequest request) =>
        TypedResults.Problem(detail: request.Path, statusCode: StatusCodes.Status405MethodNotAllowed);

    [Function("Fail")]
    public static IResult Fail([HttpTrigger("get", Route = "fail")] HttpRequest request) =>
        throw new InvalidOperationException($"A secret of {request.Path}");

    [Function("Count")]
    public IResult Count([HttpTrigger("get", Route = "count")] HttpRequest request) =>
        TypedResults.Text($"{++_invocations} {probe.Id} {request.HttpContext.RequestServices.GetService(typeof(ScopedProbe)) == probe}");
}
