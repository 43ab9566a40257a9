namespace PromptFunctions.Bench.Resolve;

/// <summary>What one run gave.</summary>
/// <param name="RequestsPerSecond">Throughput.</param>
/// <param name="P99">The latency that 99 % of the requests stay below.</param>
/// <param name="AllocatedBytes">What the server allocated for each request.</param>
internal sealed record Measurement(double RequestsPerSecond, TimeSpan P99, double AllocatedBytes)
{
    /// <summary>The median of each figure.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => new(
        Middle(runs, run => run.RequestsPerSecond),
        TimeSpan.FromMilliseconds(Middle(runs, run => run.P99.TotalMilliseconds)),
        Middle(runs, run => run.AllocatedBytes));

    private static double Middle(IReadOnlyList<Measurement> runs, Func<Measurement, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
