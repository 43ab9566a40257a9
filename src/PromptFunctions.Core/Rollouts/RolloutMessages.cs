using Microsoft.Extensions.Logging;

namespace PromptFunctions.Core.Rollouts;

/// <summary>
/// Tells the engine what was done already. The row says all, so a message that is lost costs time only: the watchdog
/// makes up for it. A caller therefore neither waits long for the engine nor fails with it.
/// </summary>
public sealed class RolloutMessages(ILogger<RolloutMessages> logger, TimeProvider clock)
{
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ToWake = TimeSpan.FromSeconds(1);

    /// <summary>Has a deployment driven that was just created.</summary>
    public Task StartAsync(IRolloutEngine engine, RolloutReference rollout) => TellAsync(rollout, engine.StartAsync, ToStart);

    /// <summary>Has a deployment looked at that was just changed.</summary>
    public Task WakeAsync(IRolloutEngine engine, RolloutReference rollout) => TellAsync(rollout, engine.WakeAsync, ToWake);

    private async Task TellAsync(RolloutReference rollout, Func<RolloutReference, CancellationToken, Task> tell, TimeSpan time)
    {
        using var patience = new CancellationTokenSource(time, clock);
        try
        {
            await tell(rollout, patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception e)
        {
            logger.LogWarning(e, "The engine could not be told of deployment {Deployment} of {Prompt}; the watchdog will.", rollout.Id, rollout.Prompt);
        }
    }
}
