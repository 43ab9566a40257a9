using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.Timers;

/// <summary>Looks after experiments.</summary>
public sealed class ExperimentTimer(ExperimentWatch watch)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("EvaluateExperiments")]
    public Task EvaluateExperiments([TimerTrigger("45 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        watch.RunAsync(new DurableRolloutEngine(client), cancellationToken);
}
