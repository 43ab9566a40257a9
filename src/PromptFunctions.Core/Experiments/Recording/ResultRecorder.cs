using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Experiments.Recording;

/// <summary>Takes batches of an experiment's results. They count for the versions' metrics too, like points with the experiment's assignment.</summary>
public sealed class ResultRecorder(ExperimentService experiments, MetricRecorder recorder, TimeProvider clock)
{
    /// <summary>Records a batch.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="id">The experiment.</param>
    /// <param name="body">The request's bytes.</param>
    /// <param name="otherwise">The name of a batch that has none; null for a new one.</param>
    /// <param name="cancellationToken">Stops the call as long as nothing is written.</param>
    /// <exception cref="ProblemException">404, or 409 <c>experiment-not-active</c>: nothing was recorded. Else as with <see cref="MetricRecorder"/>.</exception>
    public async Task<MetricsReceipt> RecordAsync(string prompt, string id, ReadOnlyMemory<byte> body, string? otherwise, CancellationToken cancellationToken)
    {
        var experiment = await experiments.RequireAsync(prompt, id, cancellationToken);
        var refusal = experiment.AcceptsResults(clock.GetUtcNow()) ? null : new ProblemException(ProblemCodes.ExperimentNotActive, experiment.Status == ExperimentStatus.Stopped
            ? $"The experiment {id} was stopped."
            : $"The experiment {id} ended more than {ExperimentRecord.Late.TotalHours:0} hours ago.");
        var results = new ResultItem(experiment);
        return await recorder.RecordAsync(new(body, $"results {prompt} {id}", points => PointParser.ParseDocument(body.Span, results, points)), null, otherwise, refusal, cancellationToken);
    }
}
