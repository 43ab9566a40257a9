using System.Collections.Concurrent;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PromptFunctions.Bench.Servers;

/// <summary>
/// Answers table transactions as accepted, in place of an account, and counts the calls. Everything else goes to the
/// account that there is. So a measurement has all that the service and its client do, but no storage.
/// </summary>
internal sealed class AnsweredStorage : HttpPipelinePolicy
{
    private static readonly byte[] Part = Encoding.ASCII.GetBytes("Content-Type: application/http");

    // An answer depends on nothing but the number of its parts.
    private readonly ConcurrentDictionary<int, byte[]> answers = new();
    private long calls;

    /// <summary>How many calls there were, but for the looks at prompts: those are made by the clock and not by the batch.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var path = message.Request.Uri.Path;
        if (!path.Contains("/prompts(", StringComparison.Ordinal)) Interlocked.Increment(ref calls);
        if (!path.EndsWith("/$batch", StringComparison.Ordinal)) return ProcessNextAsync(message, pipeline);
        message.Response = new AnsweredResponse(answers.GetOrAdd(PartsOf(message.Request), Write), message.Request.ClientRequestId);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("All calls are asynchronous.");

    private static int PartsOf(Request request)
    {
        using var bytes = new MemoryStream();
        request.Content!.WriteTo(bytes, CancellationToken.None);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).Count(Part);
    }

    private static byte[] Write(int parts)
    {
        var text = new StringBuilder("--batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse\r\n\r\n");
        for (var part = 0; part < parts; part++)
        {
            text.Append("--changesetresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append("HTTP/1.1 204 No Content\r\nDataServiceVersion: 3.0;\r\nETag: W/\"datetime'2026-01-31T12%3A00%3A00.0000000Z'\"\r\n\r\n\r\n");
        }
        return Encoding.ASCII.GetBytes(text.Append("--changesetresponse--\r\n--batchresponse--\r\n").ToString());
    }
}
