using Azure.Core;
using Azure.Core.Pipeline;

namespace PromptFunctions.IntegrationTests.StorageSdk;

/// <summary>A network on which the first attempts fail as told. The later ones reach the service.</summary>
public sealed class FaultyTransport(params Fault[] faults) : HttpPipelineTransport
{
    private readonly Queue<Fault> faults = new(faults);

    public int Attempts => Sent.Count;

    /// <summary>The headers of each attempt.</summary>
    public List<Dictionary<string, string>> Sent { get; } = [];

    public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The tests are asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Sent.Add(message.Request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase));
        if (!faults.TryDequeue(out var fault))
        {
            await HttpClientTransport.Shared.ProcessAsync(message);
        }
        else if (fault == Fault.LostConnection)
        {
            throw new IOException("The connection was lost.");
        }
        else
        {
            message.Response = new FaultResponse(fault, message.Request.ClientRequestId);
        }
    }
}
