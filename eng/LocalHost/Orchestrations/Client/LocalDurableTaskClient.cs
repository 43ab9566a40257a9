using System.Diagnostics;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.Dispatch;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations.Client;

/// <summary>The client of a hub, in whichever process.</summary>
internal sealed class LocalDurableTaskClient(
    HubInstances hub, Mail mail, InstanceWatch watch, LocalDriver driver, DataConverter converter, TimeProvider clock) : DurableTaskClient("LocalHost")
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);

    private readonly InstanceReader _reader = new(hub, converter);

    /// <exception cref="OrchestrationAlreadyExistsException">
    /// An instance with the id has not ended, or ended with one of <see cref="StartOrchestrationOptions.DedupeStatuses"/>.
    /// </exception>
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = options?.InstanceId is { } given ? HubKeys.CheckInstanceId(given) : $"{Guid.NewGuid():N}";
        var now = Now();
        var started = new HistoryEvent(HistoryEventKind.ExecutionStarted, now)
        {
            Name = orchestratorName.Name,
            Data = Serialize(input, "input", nameof(input)),
        };
        var instance = new Instance(id, orchestratorName.Name)
        {
            Generation = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            CreatedAt = now,
            UpdatedAt = now,
            WakeAt = options?.StartAt is { } start && start > clock.GetUtcNow() ? start.UtcDateTime : null,
            CreationId = $"{Guid.NewGuid():N}",
            TraceParent = Activity.Current?.Id,
        };
        while (!await hub.TryCreateAsync(instance, started, cancellation))
        {
            if (await hub.FindAsync(id, cancellation) is not { } existing)
            {
                instance = instance with { ETag = default };
                continue;
            }
            if (!existing.IsTerminal || options?.DedupeStatuses?.Contains($"{existing.Status}", StringComparer.OrdinalIgnoreCase) == true)
            {
                if (existing.IsPending)
                    await mail.TellAsync(id, null, cancellation); // whoever created it may have died before it said so
                throw new OrchestrationAlreadyExistsException($"An Orchestration instance with the ID {id} already exists.");
            }
            instance = instance with { ETag = existing.ETag, Generation = Math.Max(instance.Generation, existing.Generation + 1) };
        }
        await mail.TellAsync(id, null, cancellation);
        return id;
    }

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var data = Serialize(eventPayload, "event", nameof(eventPayload));
        return SendAsync(instanceId, new HistoryEvent(HistoryEventKind.EventRaised, Now()) { Name = eventName, Data = data }, cancellation);
    }

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var data = Serialize(options?.Output, "output", nameof(options));
        return SendAsync(instanceId, new HistoryEvent(HistoryEventKind.ExecutionTerminated, Now()) { Data = data }, cancellation);
    }

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent(HistoryEventKind.Suspend, Now()) { Data = reason }, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        SendAsync(instanceId, new HistoryEvent(HistoryEventKind.Resume, Now()) { Data = reason }, cancellation);

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        _reader.FindAsync(HubKeys.CheckInstanceId(instanceId), getInputsAndOutputs, cancellation);

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(_reader, filter ?? new OrchestrationQuery());

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.RuntimeStatus != OrchestrationRuntimeStatus.Pending, getInputsAndOutputs, cancellation);

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, instance => instance.IsCompleted, getInputsAndOutputs, cancellation);

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var found = await hub.FindAsync(HubKeys.CheckInstanceId(instanceId), cancellation);
        return new PurgeResult(found is { IsTerminal: true } && await hub.TryPurgeAsync(found, cancellation) ? 1 : 0, isComplete: true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var purged = 0;
        var query = new OrchestrationQuery(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
        await foreach (var instance in GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (instance.IsCompleted)
                purged += (await PurgeInstanceAsync(instance.InstanceId, options, cancellation)).PurgedInstanceCount;
        }
        return new PurgeResult(purged, isComplete: true);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<OrchestrationMetadata> WaitAsync(
        string id, Func<OrchestrationMetadata, bool> isReached, bool withPayloads, CancellationToken cancellationToken)
    {
        for (var wait = ShortestPoll; ; wait = wait * 1.5 < LongestPoll ? wait * 1.5 : LongestPoll)
        {
            var change = driver.Current is null ? null : watch.NextChangeAsync(id); // before the look, to miss none
            var instance = await GetInstancesAsync(id, withPayloads, cancellationToken);
            if (instance is null || isReached(instance))
                return instance!; // null where there is none, as the SDK documents
            await (change?.WaitAsync(wait, clock, cancellationToken) ?? Task.Delay(wait, clock, cancellationToken))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Task SendAsync(string id, HistoryEvent content, CancellationToken cancellationToken) =>
        mail.SendAsync(HubKeys.CheckInstanceId(id), content, InboxMessage.AnyGeneration, cancellationToken);

    private string? Serialize(object? value, string what, string parameter)
    {
        try
        {
            return Payload.Check(converter.Serialize(value), what);
        }
        catch (InvalidOperationException e)
        {
            throw new ArgumentException(e.Message, parameter, e);
        }
    }

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;
}
