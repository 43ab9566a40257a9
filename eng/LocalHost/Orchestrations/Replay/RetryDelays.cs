using Microsoft.DurableTask;
using CoreFailureDetails = DurableTask.Core.FailureDetails;
using CoreTaskFailedException = DurableTask.Core.Exceptions.TaskFailedException;

namespace PromptFunctions.LocalHost.Orchestrations.Replay;

/// <summary>When a retry policy tries again, as the Durable Task Framework computes it.</summary>
internal static class RetryDelays
{
    /// <param name="policy">The policy.</param>
    /// <param name="attempts">How many attempts have failed.</param>
    /// <param name="elapsed">Since the first attempt.</param>
    /// <param name="failure">How the last one failed.</param>
    /// <returns>How long to wait; null to give up.</returns>
    public static TimeSpan? Next(RetryPolicy policy, int attempts, TimeSpan elapsed, TaskFailureDetails failure)
    {
        if (attempts >= policy.MaxNumberOfAttempts || !policy.Handle(new CoreTaskFailedException(failure.ErrorMessage) { FailureDetails = ToCore(failure) }))
            return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && elapsed >= policy.RetryTimeout)
            return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private static CoreFailureDetails? ToCore(TaskFailureDetails? failure) => failure is null
        ? null
        : new(failure.ErrorType, failure.ErrorMessage, failure.StackTrace, ToCore(failure.InnerFailure), isNonRetriable: false);
}
