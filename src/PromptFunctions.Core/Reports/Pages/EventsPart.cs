using PromptFunctions.Core.Reports.Charts;

namespace PromptFunctions.Core.Reports.Pages;

/// <summary>The rollouts and experiments of the period, with the numbers that the charts mark them by.</summary>
internal static class EventsPart
{
    public static void Write(Markup html, PerformanceReport report)
    {
        html.Add($"""<section aria-labelledby="events"><h2 id="events">Rollouts and experiments</h2>""");
        if (report.Events.Count == 0) html.Add($"""<p class="note">None in {ReportFindings.Period(report.Days)}.</p>""");
        else
        {
            html.Add($"""<ol class="events">""").Add($"\n");
            foreach (var (happened, i) in report.Events.Select((happened, i) => (happened, i))) Event(html, report, happened, i + 1);
            html.Add($"""</ol><p class="note">All times are in UTC.</p>""");
        }
        html.Add($"</section>\n");
    }

    /// <summary>A kind's mark, as the charts draw it.</summary>
    public static Markup Icon(ReportEventKind kind)
    {
        var svg = new Markup().Add($"""<svg viewBox="0 0 14 14" aria-hidden="true">""");
        EventMarks.Shape(svg, kind, 7, 7);
        return svg.Add($"</svg>");
    }

    /// <summary>A kind and its version, in words.</summary>
    public static string Name(ReportEvent happened) => happened switch
    {
        { Version: null } => happened.Kind.ToString(),
        { Kind: ReportEventKind.Rollout } => $"Rollout of {happened.Version}",
        { Kind: ReportEventKind.Rollback } => $"Rollback to {happened.Version}",
        _ => $"Experiment with {happened.Version}",
    };

    /// <summary>When it was, in words; the year stands in the report's period unless there are two.</summary>
    public static string When(PerformanceReport report, ReportEvent happened)
    {
        Func<DateTimeOffset, string> time = report.From.UtcDateTime.Year == report.To.UtcDateTime.Year ? Figures.Moment : Figures.Time;
        return happened.EndedAt is { } ended ? $"{time(happened.At)} – {time(ended)}" : time(happened.At);
    }

    private static void Event(Markup html, PerformanceReport report, ReportEvent happened, int index)
    {
        html.Add($"""<li><span class="index">{index}</span>{Icon(happened.Kind)}<div><strong>{Name(happened)}</strong><p>{When(report, happened)}</p>""");
        if (!string.IsNullOrWhiteSpace(happened.Detail)) html.Add($"""<p dir="auto">{happened.Detail}</p>""");
        html.Add($"</div></li>\n");
    }
}
