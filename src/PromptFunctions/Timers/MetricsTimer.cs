using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Metrics.Folding;

namespace PromptFunctions.Timers;

/// <summary>Keeps figures cheap to read.</summary>
public sealed class MetricsTimer(MetricFolder folder, ILogger<MetricsTimer> logger)
{
    /// <summary>Runs once a minute; it may run anywhere, and twice.</summary>
    [Function("AggregateMetrics")]
    public async Task AggregateMetrics([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var rows = await folder.RunAsync(cancellationToken);
        if (rows > 0) logger.LogInformation("{Rows} rows of points were folded.", rows);
    }
}
