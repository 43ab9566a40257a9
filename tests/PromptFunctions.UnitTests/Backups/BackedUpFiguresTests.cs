using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Statistics;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Backups;

public sealed class BackedUpFiguresTests
{
    private static readonly AggregateKey Day = new(AggregateSpan.Day, MetricHour.Of(Samples.Noon).Day, "a / \"b\"");

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(5000)]
    public void Figures_come_back_as_they_were(int values)
    {
        var before = BackedUpFigures.Of(Day, Figures(values));

        var (key, figures) = before.Read("figures[0]");

        Assert.Equal(Day, key);
        Assert.Equal(Figures(values).ToSummary(), figures.ToSummary());
        Assert.Equal(before.Values, BackedUpFigures.Of(key, figures).Values);
    }

    [Fact]
    public void Figures_that_are_damaged_are_refused_by_member()
    {
        var good = BackedUpFigures.Of(Day, Figures(5000));
        Refused(good with { Values = good.Values[..^1] }, "values");
        Refused(good with { Values = [.. good.Values, 0] }, "values");
        Refused(good with { Values = [] }, "values");
        Refused(good with { Values = [9, .. good.Values[1..]] }, "values");
        Refused(good with { Start = good.Start!.Value.AddHours(1) }, "start");
        Refused(good with { Start = null }, "start");
        Refused(good with { Span = AggregateSpan.Total }, "start");
        Refused(good with { Span = AggregateSpan.Hour, Start = good.Start.Value.AddMinutes(1) }, "start");
        Refused(good with { Metric = "" }, "metric");
        Refused(good with { LastArrival = default }, "lastArrival");

        static void Refused(BackedUpFigures figures, string member) =>
            Assert.Contains($"figures[3].{member}", Assert.Throws<ProblemException>(() => figures.Read("figures[3]")).Errors!.Keys);
    }

    private static MetricFigures Figures(int values)
    {
        var summary = new Distribution();
        for (var i = 0; i < values; i++) summary.Add((i * 1.7) - 100);
        return new(summary, Samples.Noon);
    }
}
