using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using PromptFunctions.Azurite;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>
/// Holds every call of every test to openapi.json: the operation is declared, its status is, the bodies fit their
/// schemas, and the problem code is among those declared. All calls are written to <c>http-calls.ndjson</c> beside the
/// tests, the largest without their bodies.
/// </summary>
public sealed class OpenApiCheck : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const int LargestRecorded = 100_000;

    private readonly Process validator;
    private readonly StreamWriter record;
    private readonly SemaphoreSlim turn = new(1);

    private OpenApiCheck(Process validator, JsonNode description)
    {
        this.validator = validator;
        Description = description;
        record = new(Path.Combine(AppContext.BaseDirectory, "http-calls.ndjson"), append: false, Utf8) { AutoFlush = true };
    }

    /// <summary>Where the repository is; the build output may lie elsewhere.</summary>
    public static string RepositoryRoot { get; } =
        typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>openapi.json itself.</summary>
    public JsonNode Description { get; }

    /// <summary>The ids of the operations that were called, with each status they answered.</summary>
    public ConcurrentDictionary<(string Operation, int Status), bool> Seen { get; } = new();

    /// <summary>Starts the validator.</summary>
    public static async Task<OpenApiCheck> StartAsync(string description)
    {
        var script = Path.Combine(RepositoryRoot, "tests", "PromptFunctions.IntegrationTests", "OpenApi", "validate.mjs");
        var validator = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
        })!;
        var document = JsonNode.Parse(description)!;
        await validator.StandardInput.WriteLineAsync(document.ToJsonString());
        return new(validator, document);
    }

    /// <summary>Checks one call; fails the test where it is not as described.</summary>
    public async Task CheckAsync(HttpRequestMessage request, string? sent, HttpResponseMessage response, string answered)
    {
        var uri = request.RequestUri!;
        var call = new JsonObject
        {
            ["method"] = request.Method.Method,
            ["path"] = uri.AbsolutePath["/api".Length..],
            ["query"] = new JsonArray([.. uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0])]),
            ["status"] = (int)response.StatusCode,
            ["contentType"] = response.Content.Headers.ContentType?.ToString(),
            ["request"] = sent,
            ["unchecked"] = IsTakenAsItIs(request, answered),
            ["body"] = answered.Length == 0 ? null : answered,
        };
        var verdict = JsonNode.Parse(await AskAsync(call))!;
        var errors = verdict["errors"]!.AsArray().Select(error => (string)error!).ToList();
        Assert.True(errors.Count == 0,
            $"{request.Method} {uri.PathAndQuery} answered {(int)response.StatusCode}, not as openapi.json says:\n{string.Join('\n', errors)}\n{answered[..Math.Min(answered.Length, 2000)]}");
        Seen[((string)verdict["operation"]!, (int)response.StatusCode)] = true;
    }

    /// <summary>Whether a request need not be as described: lines, and a batch of which some points were rejected.</summary>
    private static bool IsTakenAsItIs(HttpRequestMessage request, string answered) =>
        request.Content is { Headers.ContentType.MediaType: not "application/json" } || answered.Contains("\"rejected\":[{", StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        record.Dispose();
        validator.Kill();
        validator.Dispose();
        turn.Dispose();
    }

    private async Task<string> AskAsync(JsonObject call)
    {
        var line = call.ToJsonString();
        if (line.Length > LargestRecorded) (call["request"], call["body"]) = (null, null);
        await turn.WaitAsync();
        try
        {
            await record.WriteLineAsync(call.ToJsonString());
            await validator.StandardInput.WriteLineAsync(line);
            await validator.StandardInput.FlushAsync();
            return await validator.StandardOutput.ReadLineAsync().WaitAsync(Patience) ?? throw new InvalidOperationException("The validator ended.");
        }
        finally
        {
            turn.Release();
        }
    }
}
