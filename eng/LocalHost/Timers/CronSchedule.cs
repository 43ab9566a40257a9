using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using NCrontab;

namespace PromptFunctions.LocalHost.Timers;

/// <summary>A timer's NCRONTAB expression, in UTC: <c>{second} {minute} {hour} {day} {month} {day of week}</c>.</summary>
internal sealed partial class CronSchedule
{
    private readonly CrontabSchedule _schedule;

    private CronSchedule(CrontabSchedule schedule) => _schedule = schedule;

    /// <param name="expression">Six fields, five for whole minutes, or <c>%Setting%</c> for what a setting has.</param>
    /// <param name="settings">Where <c>%Setting%</c> is looked up.</param>
    /// <exception cref="LocalHostException">It is no such expression, or the setting is missing.</exception>
    public static CronSchedule Parse(string expression, IConfiguration settings)
    {
        var resolved = Setting().Replace(expression, match => settings[match.Groups["name"].Value]
            ?? throw new LocalHostException($"The schedule {expression} has no setting {match.Groups["name"].Value}."));
        var seconds = resolved.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6;
        var schedule = CrontabSchedule.TryParse(resolved, new CrontabSchedule.ParseOptions { IncludingSeconds = seconds })
            ?? throw new LocalHostException($"'{resolved}' is no NCRONTAB expression.");
        return new CronSchedule(schedule);
    }

    /// <summary>The first occurrence after a time; <see cref="DateTime.MaxValue"/> if there is none.</summary>
    public DateTimeOffset Next(DateTimeOffset after) =>
        new(DateTime.SpecifyKind(_schedule.GetNextOccurrence(after.UtcDateTime), DateTimeKind.Utc));

    [GeneratedRegex("%(?<name>[^%]+)%")]
    private static partial Regex Setting();
}
