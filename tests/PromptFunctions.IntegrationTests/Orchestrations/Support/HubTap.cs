using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>Sees the storage calls of an engine, and has them fail.</summary>
public sealed class HubTap : HttpPipelinePolicy
{
    private readonly ConcurrentQueue<string> calls = [];

    /// <summary>Whether a call, counted from 1, fails: before it is sent, or afterwards, as when its answer is lost.</summary>
    public Func<int, TapFault> Fault { get; set; } = _ => TapFault.None;

    /// <summary>Every call but the looks for signals.</summary>
    public IReadOnlyCollection<string> Calls => calls;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var uri = Uri.UnescapeDataString(message.Request.Uri.ToString());
        var fault = TapFault.None;
        if (!uri.Contains("PartitionKey eq 'hub'", StringComparison.Ordinal))
        {
            calls.Enqueue($"{message.Request.Method} {uri[uri.LastIndexOf('/')..]}");
            fault = Fault(calls.Count);
        }
        if (fault == TapFault.NotSent)
            throw new RequestFailedException("Not sent, on purpose");
        await ProcessNextAsync(message, pipeline);
        if (fault == TapFault.AnswerLost)
            throw new RequestFailedException("Answer lost on purpose");
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("All calls are asynchronous.");
}
