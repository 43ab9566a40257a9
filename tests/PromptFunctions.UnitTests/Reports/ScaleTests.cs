using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Reports.Charts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Reports;

public sealed class ScaleTests
{
    private static readonly DateTimeOffset Start = new(2030, 3, 1, 10, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 10, 5, "0 2 4 6 8 10")]
    [InlineData(0, 1, 4, "0.00 0.25 0.50 0.75 1.00")]
    [InlineData(-3, 7, 5, "−2 0 2 4 6")]
    [InlineData(0.931, 0.948, 4, "0.935 0.940 0.945")]
    [InlineData(0, 50_000, 5, "0 10k 20k 30k 40k 50k")]
    [InlineData(0, 4_000_000, 4, "0 1M 2M 3M 4M")]
    [InlineData(1e300, 3e300, 4, "1×10³⁰⁰ 1.5×10³⁰⁰ 2×10³⁰⁰ 2.5×10³⁰⁰ 3×10³⁰⁰")]
    [InlineData(0, 4e-9, 4, "0 1×10⁻⁹ 2×10⁻⁹ 3×10⁻⁹ 4×10⁻⁹")]
    public void Ticks_are_round(double low, double high, int about, string labels)
    {
        var ticks = ValueScale.Linear(low, high, 0, 100).Ticks(about, MetricKind.Mean).Select(tick => tick.Label).ToList();

        Assert.Equal(labels.Split(' '), ticks.Select(label => label == "0" && labels.StartsWith("0.", StringComparison.Ordinal) ? "0.00" : label));
    }

    [Fact]
    public void Ticks_of_a_proportion_are_percentages() =>
        Assert.Equal(["2\u00a0%", "4\u00a0%", "6\u00a0%"], ValueScale.Linear(0.015, 0.07, 0, 100).Ticks(3, MetricKind.Proportion).Select(tick => tick.Label));

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(5.0, 5.0)]
    [InlineData(-1e300, -1e300)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(0, double.Epsilon)]
    [InlineData(1e9, 1_000_000_000.00001)]
    public void Any_range_can_be_drawn(double low, double high)
    {
        var scale = ValueScale.Linear(low, high, 20, 120);

        Assert.InRange(scale.Place(low), 20, 70);
        Assert.InRange(scale.Place(high), 70, 120);
        Assert.NotEmpty(scale.Ticks(4, MetricKind.Mean));
        Assert.All(scale.Ticks(4, MetricKind.Mean), tick => Assert.InRange(tick.Value, scale.Low, scale.High));
    }

    [Fact]
    public void A_scale_of_ratios_has_decades()
    {
        var scale = ValueScale.Logarithmic(1, 10_000, 0, 100);

        Assert.Equal([0, 25, 50, 75, 100], new double[] { 1, 10, 100, 1000, 10_000 }.Select(scale.Place), (x, y) => Math.Abs(x - y) < 1e-9);
        Assert.Equal(["1", "100", "10k"], scale.Ticks(3, MetricKind.Mean).Select(tick => tick.Label));
        Assert.Equal(["1", "2", "5", "10", "20", "50", "100", "200", "500", "1,000", "2,000", "5,000", "10k"], scale.Ticks(8, MetricKind.Mean).Select(tick => tick.Label));
        Assert.Equal(0, scale.Place(-5));
    }

    [Fact]
    public void Values_that_are_positive_wide_and_skewed_are_drawn_by_ratio()
    {
        var random = new Random(1);
        bool Logarithmic(Func<double> draw) => ValueRange.Of([SampledFigures.Distribution(VersionNumber.Parse("1.0.0"), [.. Enumerable.Range(0, 2000).Select(_ => draw())])], 0, 100).IsLogarithmic;

        Assert.True(Logarithmic(() => Math.Exp(1.5 * random.Normal())));
        Assert.False(Logarithmic(() => Math.Exp(0.1 * random.Normal())));
        Assert.False(Logarithmic(() => 0.01 + random.NextDouble()));
        Assert.False(Logarithmic(() => Math.Exp(1.5 * random.Normal()) - 0.1));
    }

    [Fact]
    public void One_outlier_does_not_flatten_the_rest()
    {
        var values = Enumerable.Range(0, 1000).Select(i => 10 + (i / 1000.0)).Append(1e6).ToArray();
        var scale = ValueRange.Of([SampledFigures.Distribution(VersionNumber.Parse("1.0.0"), values)], 0, 100);

        Assert.InRange(scale.High, 11, 12);
    }

    [Theory]
    [InlineData(0.3, "11:00|12:00|13:00|14:00|15:00|16:00|17:00")]
    [InlineData(1, "12:00|15:00|18:00|21:00|2 Mar|03:00|06:00|09:00")]
    [InlineData(7, "2 Mar|3 Mar|4 Mar|5 Mar|6 Mar|7 Mar|8 Mar")]
    [InlineData(30, "3 Mar|7 Mar|11 Mar|15 Mar|19 Mar|23 Mar|27 Mar|31 Mar")]
    [InlineData(365, "May|Jul|Sep|Nov|2031|Mar")]
    [InlineData(1200, "Jul|2031|Jul|2032|Jul|2033")]
    [InlineData(6000, "2033|2036|2039|2042|2045")]
    public void A_time_axis_has_round_times(double days, string labels)
    {
        var ticks = new TimeScale(Start, Start.AddDays(days), 0, 480).Ticks(60);

        Assert.Equal(labels.Split('|'), ticks.Select(tick => tick.Label));
        Assert.All(ticks, tick => Assert.InRange(tick.At, Start, Start.AddDays(days)));
    }

    [Fact]
    public void A_long_name_keeps_its_beginning_and_its_end()
    {
        var shown = TextFit.Shorten("10.20.30-a-very-long-branch-name.17", 12, 100);

        Assert.StartsWith("10.20", shown, StringComparison.Ordinal);
        Assert.EndsWith(".17", shown, StringComparison.Ordinal);
        Assert.InRange(TextFit.Width(shown, 12), 80, 100);
        Assert.Equal("1.0.0", TextFit.Shorten("1.0.0", 12, 100));
    }

    [Fact]
    public void A_histogram_is_bounded_and_loses_nothing()
    {
        var wide = ReportBins.Bounded(Enumerable.Range(0, 900).Select(i => (Math.Pow(1.02, i), Math.Pow(1.02, i + 1), (long)i)));
        var even = ReportBins.Bounded(Enumerable.Range(-500, 1000).Select(i => ((double)i, i + 1.0, 2L)));

        Assert.InRange(wide.Count, 50, ReportBins.Most);
        Assert.InRange(even.Count, 50, ReportBins.Most);
        Assert.Equal((899 * 450, 2000), (wide.Sum(bin => bin.Count), even.Sum(bin => bin.Count)));
        Assert.Equal((-500, 500), (even[0].From, even[^1].To));
        Assert.All(wide.Zip(wide.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        Assert.Equal([new(1, 1, 3), new(2, 2, 1)], ReportBins.Bounded([(2, 2, 1), (1, 1, 3), (5, 6, 0)]));
    }

    [Theory]
    [InlineData(2, 8.9846)]
    [InlineData(3, 2.4841)]
    [InlineData(10, 0.71536)]
    [InlineData(100, 0.19842)]
    public void A_mean_has_students_interval(long count, double half)
    {
        var (low, high) = ConfidenceBand.Of(MetricKind.Mean, count, 5, 1)!.Value;

        Assert.Equal((5 - half, 5 + half), (low, high), (x, y) => Math.Abs(x.Item1 - y.Item1) < 0.002 * half && Math.Abs(x.Item2 - y.Item2) < 0.002 * half);
    }

    [Fact]
    public void A_rate_has_wilsons_interval()
    {
        var (low, high) = ConfidenceBand.Of(MetricKind.Proportion, 50, 0.1, 0.3)!.Value;
        Assert.Equal((0.0435, 0.2136), (Math.Round(low, 4), Math.Round(high, 4)));

        var always = ConfidenceBand.Of(MetricKind.Proportion, 20, 1.0000000000000018, 0)!.Value;
        Assert.Equal((0.8389, 1), (Math.Round(always.Low, 4), always.High));
        Assert.Null(ConfidenceBand.Of(MetricKind.Proportion, 1, 1, 0));
        Assert.Null(ConfidenceBand.Of(MetricKind.Mean, 1, 1, 0));
    }
}
