using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using PromptFunctions.Core.Rollouts;

namespace PromptFunctions.Orchestrations;

/// <summary>What the orchestration has done for it.</summary>
public sealed class RolloutActivities(RolloutStepper stepper)
{
    /// <summary>The activity that makes the next move.</summary>
    public const string Advance = "AdvanceRollout";

    /// <summary>How the activity is repeated when it fails: for some two minutes.</summary>
    public static TaskOptions Retries { get; } = new(new TaskRetryOptions(
        new RetryPolicy(maxNumberOfAttempts: 6, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(1))));

    /// <summary>Makes the deployment's next move if it is due, and says when the one after is.</summary>
    [Function(Advance)]
    public async Task<RolloutProgress> AdvanceAsync([ActivityTrigger] RolloutTurn turn, CancellationToken cancellationToken)
    {
        using var span = turn.StartSpan();
        return await stepper.AdvanceAsync(turn.Rollout, cancellationToken);
    }
}
