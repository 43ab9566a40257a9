using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Reports;

namespace PromptFunctions.Http;

/// <summary>Chooses the format of a report, and answers it.</summary>
public static class ReportFormats
{
    /// <summary>The query's parameter.</summary>
    public const string Parameter = "format";

    /// <summary>
    /// What the query asks for, else what <c>Accept</c> prefers (RFC 9110, section 12.5.1), else JSON. A header that asks for
    /// nothing we have, or cannot be read, is not worth an error.
    /// </summary>
    /// <exception cref="Core.Problems.ProblemException">400: the query names no format.</exception>
    public static ReportFormat Choose(HttpRequest request, ApiQuery query) => query.Choice<ReportFormat>(Parameter) ?? Accepted(request);

    /// <summary>A format's media type.</summary>
    public static string MediaType(ReportFormat format) => format switch
    {
        ReportFormat.Html => "text/html",
        ReportFormat.Md => "text/markdown",
        ReportFormat.Csv => "text/csv",
        _ => ApiAnswer.Json,
    };

    /// <summary>The answer in a format.</summary>
    public static ApiAnswer Answer(PerformanceReport report, ReportFormat format)
    {
        var answer = format switch
        {
            ReportFormat.Html => Text(HtmlReport.Render(report), format),
            ReportFormat.Md => Text(MarkdownReport.Render(report), format),
            ReportFormat.Csv => Text(CsvReport.Render(report), format),
            _ => ApiAnswer.Read(report),
        };
        return answer with { Vary = HeaderNames.Accept };
    }

    private static ApiAnswer Text(string text, ReportFormat format)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return new(StatusCodes.Status200OK, body) { ContentType = $"{MediaType(format)}; charset=utf-8", ETag = EntityTag.OfBytes(body), CacheControl = "no-cache" };
    }

    private static ReportFormat Accepted(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)) return ReportFormat.Json;
        return Enum.GetValues<ReportFormat>()
            .Select(format => (Format: format, Range: Range(format)))
            .Where(each => Quality(each.Range) > 0)
            // Of several that are as welcome, the one that was named before the one that a * lets in.
            .OrderByDescending(each => Quality(each.Range)).ThenByDescending(each => Precision(each.Range!))
            .Select(each => each.Format)
            .FirstOrDefault(ReportFormat.Json);

        // The most precise range that covers a type says how welcome it is.
        MediaTypeHeaderValue? Range(ReportFormat format)
        {
            var type = new MediaTypeHeaderValue(MediaType(format));
            return ranges.Where(range => type.IsSubsetOf(range.WithoutParameters())).OrderByDescending(Precision).ThenByDescending(Quality).FirstOrDefault();
        }
    }

    private static MediaTypeHeaderValue WithoutParameters(this MediaTypeHeaderValue range) => new(range.MediaType);

    private static double Quality(MediaTypeHeaderValue? range) => range is null ? 0 : range.Quality ?? 1;

    private static int Precision(MediaTypeHeaderValue range) => range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
}
