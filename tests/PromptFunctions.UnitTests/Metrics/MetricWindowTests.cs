using System.Globalization;
using PromptFunctions.Core.Metrics;

namespace PromptFunctions.UnitTests.Metrics;

public sealed class MetricWindowTests
{
    [Theory]
    [InlineData("2026-03-04T05:59:59Z", "2026-03-04T05:00:00Z", "2026-03-04T06:00:00Z")]
    [InlineData("2026-03-04T05:00:00Z", "2026-03-04T05:00:00Z", "2026-03-04T05:00:00Z")]
    [InlineData("1969-12-31T23:30:00Z", "1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z")]
    public void A_beginning_is_rounded_down_to_its_hour_and_an_end_up(string at, string from, string to)
    {
        var window = MetricWindow.Of(Time(at), Time(at));

        Assert.Equal((Time(from), Time(to)), (window.From!.Value.Start, window.To!.Value.Start));
    }

    [Fact]
    public void The_end_is_not_part_of_it()
    {
        var window = MetricWindow.Of(Time("2026-03-04T05:00:00Z"), Time("2026-03-04T07:00:00Z"));

        Assert.Equal([false, true, true, false], Enumerable.Range(4, 4).Select(hour => window.Contains(MetricHour.Of(Time($"2026-03-04T0{hour}:00:00Z")))));
        Assert.True(MetricWindow.All.IsAll);
    }

    [Fact]
    public void The_last_tick_of_an_hour_is_part_of_it_and_the_end_of_time_is_a_time()
    {
        Assert.Equal(Time("2026-03-04T05:00:00Z"), MetricHour.Of(Time("2026-03-04T06:00:00Z").AddTicks(-1)).Start);
        Assert.Equal(Time("2026-03-04T06:00:00Z"), MetricHour.From(Time("2026-03-04T05:00:00Z").AddTicks(1)).Start);
        var window = MetricWindow.Of(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        Assert.True(window.Contains(MetricHour.Of(Time("2026-03-04T05:00:00Z"))));
        Assert.True(window.To!.Value.Plus(MetricHour.InDay).Day.Start > Time("2026-03-04T05:00:00Z"));
    }

    [Fact]
    public void A_day_begins_at_midnight_of_utc() =>
        Assert.Equal(Time("2026-03-04T00:00:00Z"), MetricHour.Of(Time("2026-03-04T23:59:59Z")).Day.Start);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
