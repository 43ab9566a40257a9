using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Metrics.Folding;

namespace PromptFunctions.Timers;

/// <summary>Keeps figures cheap to read and storage free of what is old.</summary>
public sealed class MetricsTimer(MetricFolder folder, MetricPurge purge, ILogger<MetricsTimer> logger)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("AggregateMetrics")]
    public async Task AggregateMetrics([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var rows = await folder.RunAsync(cancellationToken);
        if (rows > 0) logger.LogInformation("{Rows} rows of points were folded.", rows);
    }

    /// <summary>Runs once an hour; it may run anywhere, and twice.</summary>
    [Function("PurgeMetrics")]
    public async Task PurgeMetrics([TimerTrigger("0 41 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var targets = await purge.RunAsync(cancellationToken);
        if (targets > 0) logger.LogInformation("The old figures of {Targets} targets were looked at.", targets);
    }
}
