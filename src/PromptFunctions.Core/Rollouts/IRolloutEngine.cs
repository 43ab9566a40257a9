namespace PromptFunctions.Core.Rollouts;

/// <summary>Drives deployments: it waits for their times and commands, and calls <see cref="RolloutStepper"/>.</summary>
public interface IRolloutEngine
{
    /// <summary>Starts to drive a deployment.</summary>
    Task StartAsync(RolloutReference rollout, CancellationToken cancellationToken);

    /// <summary>Tells that a deployment has changed.</summary>
    Task WakeAsync(RolloutReference rollout, CancellationToken cancellationToken);

    /// <summary>Drives a deployment on that should have moved and has not; gives what it did about it.</summary>
    /// <param name="rollout">The deployment.</param>
    /// <param name="isStuck">Whether it was woken for long, in vain.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<string> ReviveAsync(RolloutReference rollout, bool isStuck, CancellationToken cancellationToken);
}
