using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>What an orchestrator sees of its run.</summary>
internal sealed class OrchestrationContext(OrchestrationRun run, Instance instance, OrchestrationServices services) : TaskOrchestrationContext
{
    private const int LongestCustomStatus = 8 * 1024; // 16 KB of UTF-16

    private int _guids;

    public override TaskName Name { get; } = new(instance.Name);

    public override string InstanceId => instance.Id;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => run.CurrentTime;

    public override bool IsReplaying => run.IsReplaying;

    protected override ILoggerFactory LoggerFactory => services.Loggers;

    public override T GetInput<T>() => services.Converter.Deserialize<T>(run.Input)!;

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var data = Serialize(input, $"input of activity {name}");
        var started = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            var scheduled = run.Act(new HistoryEvent(HistoryEventKind.ActivityScheduled, default) { Name = name.Name, Data = data });
            var answer = await run.Open.Add(scheduled).Task;
            if (answer.Kind == HistoryEventKind.ActivityCompleted)
                return services.Converter.Deserialize<TResult>(answer.Data)!;
            var failure = Failures.Read(answer.Data!);
            if (!await TriesAgainAsync(options?.Retry, attempt, CurrentUtcDateTime - started, failure))
                throw new TaskFailedException(name, scheduled.Id, failure);
        }
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        var timer = run.Act(new HistoryEvent(HistoryEventKind.TimerCreated, fireAt.ToUniversalTime()));
        var completion = run.Open.Add(timer);
        cancellationToken.Register(() =>
        {
            if (!run.IsOrchestrator())
                return;
            run.Open.Remove(timer.Id);
            completion.TrySetCanceled(cancellationToken);
        });
        return completion.Task;
    }

    public override async Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        run.EnsureOrchestrator();
        cancellationToken.ThrowIfCancellationRequested();
        var wait = run.Events.Wait(eventName);
        using var registration = cancellationToken.Register(() =>
        {
            if (run.IsOrchestrator())
                wait.TrySetCanceled(cancellationToken);
        });
        return services.Converter.Deserialize<T>(await wait.Task)!;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        HubKeys.CheckInstanceId(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var data = Serialize(payload, $"event {eventName}");
        run.Open.Add(run.Act(new HistoryEvent(HistoryEventKind.EventSent, default) { Target = instanceId, Name = eventName, Data = data }));
    }

    public override void SetCustomStatus(object? customStatus)
    {
        run.EnsureOrchestrator();
        var data = services.Converter.Serialize(customStatus);
        run.CustomStatus = data is not { Length: > LongestCustomStatus }
            ? data
            : throw new ArgumentException($"The custom status has {data.Length} characters as JSON; the limit is {LongestCustomStatus}.", nameof(customStatus));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new NotSupportedException($"LocalHost runs no sub-orchestrations: {orchestratorName}. Start an orchestration of its own from an activity.");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        run.EnsureOrchestrator();
        run.Continuation = new Continuation(Serialize(newInput, "input to continue with"), preserveUnprocessedEvents);
    }

    /// <summary>A version 8 UUID of what is the same in each replay.</summary>
    public override Guid NewGuid()
    {
        run.EnsureOrchestrator();
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{InstanceId} {instance.Generation} {_guids++}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private async Task<bool> TriesAgainAsync(TaskRetryOptions? retry, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (retry is null || failure.ErrorType == typeof(UnknownFunctionException).FullName)
            return false;
        if (retry.Handler is { } handler)
            return await handler(new RetryContext(this, attempts, failure, elapsed, CancellationToken.None));
        if (RetryDelays.Next(retry.Policy!, attempts, elapsed, failure) is not { } delay)
            return false;
        await CreateTimer(CurrentUtcDateTime + delay, CancellationToken.None);
        return true;
    }

    private string? Serialize(object? value, string what) => Payload.Check(services.Converter.Serialize(value), what);
}
