using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.Http;

/// <summary>The one place where errors become answers (RFC 9457).</summary>
public static class ProblemAnswer
{
    /// <summary>The media type of problems.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>What the <c>type</c> of every problem begins with.</summary>
    public const string TypePrefix = "urn:promptfunctions:problem:";

    /// <summary>The answer to a request that ended in a problem.</summary>
    public static ApiAnswer Of(ProblemException problem, HttpContext context)
    {
        PromptInstruments.Problems.Add(1, new(TelemetryTags.Code, problem.Problem.Code), new KeyValuePair<string, object?>(TelemetryTags.Status, problem.Problem.Status));
        var document = new Dictionary<string, object?>
        {
            ["type"] = TypePrefix + problem.Problem.Code,
            ["title"] = problem.Problem.Title,
            ["status"] = problem.Problem.Status,
            ["detail"] = problem.Detail,
            ["code"] = problem.Problem.Code,
        };
        if (problem.Errors is not null || problem.Problem.Status == StatusCodes.Status400BadRequest)
            document["errors"] = problem.Errors ?? new Dictionary<string, string[]> { [""] = [problem.Detail] };
        foreach (var (name, value) in problem.Extensions ?? new Dictionary<string, object?>()) document[name] = value;
        // The trace alone: by it traces, logs and requests are looked for.
        document["traceId"] = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        return new(problem.Problem.Status, JsonSerializer.SerializeToUtf8Bytes(document, CoreJson.Options))
        {
            ContentType = ContentType,
            RetryAfter = problem.RetryAfter,
            Authenticate = problem.Problem.Status == StatusCodes.Status401Unauthorized ? "Bearer" : null,
        };
    }
}
