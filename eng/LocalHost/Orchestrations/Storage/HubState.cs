using Azure;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>What one look at a hub shows.</summary>
internal sealed record HubState(HubOwner? Owner, ETag LeaseTag, IReadOnlyList<(string Key, string InstanceId)> Signals);
