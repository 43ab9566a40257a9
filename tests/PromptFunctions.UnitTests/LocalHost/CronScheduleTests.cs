using Microsoft.Extensions.Configuration;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Timers;

namespace PromptFunctions.UnitTests.LocalHost;

public sealed class CronScheduleTests
{
    private static readonly IConfiguration Settings = new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Fold:Schedule"] = "*/10 * * * * *", ["Minutes"] = "*/5" })
        .Build();

    [Theory]
    [InlineData("*/10 * * * * *", "2030-01-01T12:00:10Z")]
    [InlineData("0 */5 * * * *", "2030-01-01T12:05:00Z")]
    [InlineData("*/5 * * * *", "2030-01-01T12:05:00Z")]
    [InlineData("0 30 9 * * Mon-Fri", "2030-01-02T09:30:00Z")]
    [InlineData("%Fold:Schedule%", "2030-01-01T12:00:10Z")]
    [InlineData("0 %Minutes% * * * *", "2030-01-01T12:05:00Z")]
    public void The_next_occurrence_comes_after_the_time_asked_for(string expression, string next)
    {
        var noon = new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(DateTimeOffset.Parse(next, null), CronSchedule.Parse(expression, Settings).Next(noon));
    }

    [Theory]
    [InlineData("00:05:00", "'00:05:00' is no NCRONTAB expression.")]
    [InlineData("", "'' is no NCRONTAB expression.")]
    [InlineData("61 * * * * *", "'61 * * * * *' is no NCRONTAB expression.")]
    [InlineData("%Missing%", "The schedule %Missing% has no setting Missing.")]
    public void A_broken_schedule_is_named(string expression, string message) =>
        Assert.Equal(message, Assert.Throws<LocalHostException>(() => CronSchedule.Parse(expression, Settings)).Message);
}
