using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>The figures of some values, worked out the plain way.</summary>
internal static class SampledFigures
{
    // As coarse as the sketch's bins.
    private static readonly double Ratio = Math.Log(1.01 / 0.99);

    public static double Normal(this Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double Gamma(this Random random, int shape) => Enumerable.Range(0, shape).Sum(_ => -Math.Log(1 - random.NextDouble())) / shape;

    public static double Mean(double[] values) => values.Sum(value => value / values.Length);

    public static double Std(double[] values)
    {
        if (values.Length < 2) return 0;
        var (mean, scale) = (Mean(values), Math.Max(values.Max(Math.Abs), double.Epsilon));
        var std = Math.Sqrt(values.Sum(value => Math.Pow((value / scale) - (mean / scale), 2)) / (values.Length - 1));
        return std < 1e-12 ? 0 : scale * std;
    }

    public static MetricSummary Summary(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return new(
            values.Length, sorted[0], sorted[^1], Mean(values), Quantile(sorted, 0.5), Std(values),
            Quantile(sorted, 0.25), Quantile(sorted, 0.75), Quantile(sorted, 0.95), Quantile(sorted, 0.99), SampleReports.To);
    }

    public static ReportDistribution Distribution(VersionNumber version, double[] values) => OfSorted(version, [.. values.Order()]);

    private static ReportDistribution OfSorted(VersionNumber version, double[] values) => new()
    {
        Version = version,
        Count = values.Length,
        Mean = Mean(values),
        Std = Std(values),
        Min = values.Min(),
        P1 = Quantile(values, 0.01),
        P5 = Quantile(values, 0.05),
        P25 = Quantile(values, 0.25),
        Median = Quantile(values, 0.5),
        P75 = Quantile(values, 0.75),
        P95 = Quantile(values, 0.95),
        P99 = Quantile(values, 0.99),
        Max = values.Max(),
        Bins = ReportBins.Bounded(values.Length <= 64 ? values.Select(value => (value, value, 1L)) : values.GroupBy(Bin).Select(bin => (bin.Key.From, bin.Key.To, bin.LongCount()))),
    };

    public static MetricComparison Compare(SampledMetric metric, double[] from, double[] to)
    {
        var (old, @new) = (Summary(from), Summary(to));
        var error = Math.Sqrt(Math.Pow(old.Std, 2) / old.Count) + Math.Sqrt(Math.Pow(@new.Std, 2) / @new.Count);
        var p = error > 0 && double.IsFinite(error) ? Math.Min(1, Math.Exp(-0.72 * Math.Pow((@new.Mean - old.Mean) / error, 2))) : 1;
        var better = p >= 0.05 || metric.Goal == MetricGoal.None ? null : @new.Mean > old.Mean == (metric.Goal == MetricGoal.Maximize) ? "to" : "from";
        double? percent = old.Mean == 0 ? null : (@new.Mean - old.Mean) / Math.Abs(old.Mean) * 100;
        return new(metric.Name, old, @new, @new.Mean - old.Mean, percent is { } change && double.IsFinite(change) ? change : null, p, better);
    }

    private static (double From, double To) Bin(double value)
    {
        if (value == 0) return (0, 0);
        var upper = Math.Exp(Math.Ceiling(Math.Log(Math.Abs(value)) / Ratio) * Ratio);
        var (near, far) = (upper / (1.01 / 0.99), Math.Min(upper, double.MaxValue));
        return value > 0 ? (near, far) : (-far, -near);
    }

    private static double Quantile(double[] sorted, double quantile)
    {
        var rank = quantile * (sorted.Length - 1);
        var below = sorted[(int)rank];
        var above = sorted[Math.Min((int)rank + 1, sorted.Length - 1)];
        return (below * (1 - (rank % 1))) + (above * (rank % 1));
    }
}
