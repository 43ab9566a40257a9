using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Orchestrations;

/// <summary>
/// Drives one deployment: asks for the next move, waits for its time or a command, and begins anew, so that its history
/// stays small. All that is decided is decided in <see cref="RolloutStepper"/>, from the deployment's row.
/// </summary>
public static class RolloutOrchestrator
{
    /// <summary>The orchestration's name.</summary>
    public const string Name = "RunRollout";

    /// <summary>The event that says that the deployment has changed. It brings the <c>traceparent</c> of whoever changed it, or nothing.</summary>
    public const string Changed = "Changed";

    // Long waits are cut up, so that one that was planned wrongly is not wrong for days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    // After the activity's own retries: storage is out for long, or something is broken that a new version will mend.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    /// <summary>One turn of the loop.</summary>
    [Function(Name)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var rollout = context.GetInput<RolloutTurn>() ?? throw new InvalidOperationException("A rollout's orchestration needs a deployment.");
        RolloutProgress? progress = null;
        try
        {
            progress = await context.CallActivityAsync<RolloutProgress>(RolloutActivities.Advance, rollout, RolloutActivities.Retries);
        }
        catch (TaskFailedException e)
        {
            context.CreateReplaySafeLogger(typeof(RolloutOrchestrator)).LogError(e, "The deployment {Deployment} of {Prompt} could not be moved.", rollout.Id, rollout.Prompt);
        }

        var next = progress is null ? context.CurrentUtcDateTime + AfterFailure : progress.NextChange?.UtcDateTime;
        context.SetCustomStatus(new RolloutStatus(progress?.Stage ?? "failing", progress?.Percentage, next));
        if (progress?.IsEnded == true) return;
        string? cause = null;
        if (progress is null || next > context.CurrentUtcDateTime) cause = await WaitAsync(context, next!.Value);
        else if (next is null) cause = await WaitAsync(context, context.CurrentUtcDateTime + LongestWait);
        context.ContinueAsNew(rollout with { Cause = cause }, preserveUnprocessedEvents: true);
    }

    /// <summary>Waits for a time or a change; gives what the change brought.</summary>
    private static async Task<string?> WaitAsync(TaskOrchestrationContext context, DateTime until)
    {
        var latest = context.CurrentUtcDateTime + LongestWait;
        using var over = new CancellationTokenSource();
        var time = context.CreateTimer(until < latest ? until : latest, over.Token);
        var changed = context.WaitForExternalEvent<string>(Changed, over.Token);
        await Task.WhenAny(time, changed);
        var cause = changed.IsCompletedSuccessfully ? changed.Result : null;
        // Not CancelAsync: an orchestrator awaits nothing but its own tasks.
        over.Cancel();
        return string.IsNullOrEmpty(cause) ? null : cause;
    }
}
