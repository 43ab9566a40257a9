using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Sees all storage calls of an app, and plays the scripts that tests wrote for them.</summary>
public sealed class StorageTap(IHttpContextAccessor requests) : HttpPipelinePolicy
{
    /// <summary>The header by which a request names its script.</summary>
    public const string Header = "X-Storage-Script";

    private readonly ConcurrentDictionary<string, StorageScript> scripts = new();
    private readonly AsyncLocal<StorageScript?> inWork = new();
    private int calls;

    /// <summary>How many calls the app made, each attempt counted.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The script of all calls that have none of their own.</summary>
    public StorageScript? Always { get; set; }

    public void Add(StorageScript script) => scripts[script.Id] = script;

    /// <summary>Does work that is no request, such as an activity, with a script for its calls.</summary>
    public async Task<T> PlayAsync<T>(StorageScript script, Func<Task<T>> work)
    {
        inWork.Value = script;
        return await work();
    }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Interlocked.Increment(ref calls);
        var script = requests.HttpContext?.Request.Headers[Header].FirstOrDefault() is { } id ? scripts[id] : inWork.Value ?? Always;
        return script is null ? ProcessNextAsync(message, pipeline) : script.PlayAsync(message, () => ProcessNextAsync(message, pipeline));
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("All calls are asynchronous.");
}
