using Microsoft.DurableTask;
using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>How an orchestrator ended, as its history has it.</summary>
internal static class RunEnd
{
    public static HistoryEvent Of(Task<object?> execution, DataConverter converter, DateTime time)
    {
        if (execution.Exception?.InnerException is { } thrown)
            return Failed(thrown, time);
        if (execution.IsCanceled)
            return Failed(new TaskCanceledException(execution), time);
        try
        {
            var output = Payload.Check(converter.Serialize(execution.Result), "orchestrator's output");
            return new HistoryEvent(HistoryEventKind.ExecutionCompleted, time) { Data = output };
        }
        catch (Exception e) // whatever a serializer throws
        {
            return Failed(e, time);
        }
    }

    public static HistoryEvent Failed(Exception exception, DateTime time) =>
        new(HistoryEventKind.ExecutionFailed, time) { Data = Failures.Write(exception) };
}
