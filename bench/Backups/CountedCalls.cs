using Azure.Core;
using Azure.Core.Pipeline;

namespace PromptFunctions.Bench.Backups;

/// <summary>Counts the storage calls that an app makes.</summary>
internal sealed class CountedCalls : HttpPipelinePolicy
{
    private long tables;
    private long blobs;

    /// <summary>How many there were since this was last asked: of tables, and of blobs.</summary>
    public (long Tables, long Blobs) Take() => (Interlocked.Exchange(ref tables, 0), Interlocked.Exchange(ref blobs, 0));

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (message.Request.Uri.Path.Contains("/bodies/", StringComparison.Ordinal)) Interlocked.Increment(ref blobs);
        else Interlocked.Increment(ref tables);
        return ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("All calls are asynchronous.");
}
