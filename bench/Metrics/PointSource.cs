using PromptFunctions.Bench.Servers;

namespace PromptFunctions.Bench.Metrics;

/// <summary>Makes points as an application sends them: of each call to a model what it took, what it cost and how good it was.</summary>
internal sealed class PointSource
{
    // The same points in each run of the benchmark.
    private readonly Random random = new(20260131);

    /// <summary>The next points.</summary>
    public IReadOnlyList<BarePoint> Take(int count) => [.. Forever().Take(count)];

    private IEnumerable<BarePoint> Forever()
    {
        while (true)
        {
            var (prompt, version) = MeasuredPrompts.All[random.Next(MeasuredPrompts.All.Count)];
            var at = DateTimeOffset.UtcNow.AddMilliseconds(-random.Next(5000));
            var subject = $"user-{random.Next(100_000)}";
            foreach (var (metric, value) in Call()) yield return new(prompt, version, metric, value, at, subject, null);
        }
    }

    private IEnumerable<(string Metric, double Value)> Call()
    {
        var tokens = Math.Round(Math.Exp(6.5 + (0.6 * Normal())));
        yield return ("response_time", Math.Round(Math.Exp(6.8 + (0.5 * Normal())), 1));
        yield return ("tokens", tokens);
        yield return ("cost", Math.Round(tokens * 0.0000025, 6));
        yield return ("accuracy", Math.Round(Math.Clamp(0.85 + (0.1 * Normal()), 0, 1), 3));
        yield return ("success_rate", random.NextDouble() < 0.97 ? 1 : 0);
    }

    // Box and Muller.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
