using System.Text;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Problems;
using PromptFunctions.Http;
using PromptFunctions.UnitTests.Reports;

namespace PromptFunctions.UnitTests.Http;

public sealed class ReportFormatsTests
{
    [Theory]
    [InlineData("json", ReportFormat.Json)]
    [InlineData("html", ReportFormat.Html)]
    [InlineData("md", ReportFormat.Md)]
    [InlineData("csv", ReportFormat.Csv)]
    public void The_query_wins(string format, ReportFormat chosen)
    {
        foreach (var accept in (string?[])[null, "text/html", "application/json", "image/png"]) Assert.Equal(chosen, Choose($"?format={format}", accept));
    }

    [Theory]
    [InlineData("pdf")]
    [InlineData("HTML")]
    [InlineData("markdown")]
    [InlineData("")]
    [InlineData("1")]
    public void An_unknown_format_is_refused_with_the_choices(string format)
    {
        var problem = Assert.Throws<ProblemException>(() => Choose($"?format={format}", "text/html"));

        Assert.Equal(ProblemCodes.InvalidRequest, problem.Problem);
        Assert.Equal(["must be one of json, html, md, csv."], problem.Errors!["format"]);
    }

    [Theory]
    [InlineData(null, ReportFormat.Json)]
    [InlineData("", ReportFormat.Json)]
    [InlineData("*/*", ReportFormat.Json)]
    [InlineData("application/json", ReportFormat.Json)]
    [InlineData("text/html", ReportFormat.Html)]
    [InlineData("TEXT/HTML;charset=utf-8", ReportFormat.Html)]
    [InlineData("text/markdown", ReportFormat.Md)]
    [InlineData("text/csv", ReportFormat.Csv)]
    [InlineData("text/*", ReportFormat.Html)]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ReportFormat.Html)]
    [InlineData("text/html;q=0.4, text/csv;q=0.5", ReportFormat.Csv)]
    [InlineData("text/csv, text/html;q=0.5, */*;q=0.1", ReportFormat.Csv)]
    [InlineData("*/*, text/csv", ReportFormat.Csv)]
    [InlineData("text/*, text/html;q=0.1", ReportFormat.Md)]
    [InlineData("*/*, application/json;q=0", ReportFormat.Html)]
    [InlineData("text/html;q=0, text/*;q=0.2", ReportFormat.Md)]
    [InlineData("text/html;q=0", ReportFormat.Json)]
    [InlineData("image/png", ReportFormat.Json)]
    [InlineData("application/problem+json", ReportFormat.Json)]
    [InlineData("nonsense", ReportFormat.Json)]
    [InlineData("text/html;q=x", ReportFormat.Html)]
    public void The_header_says_what_is_welcome(string? accept, ReportFormat chosen) => Assert.Equal(chosen, Choose("", accept));

    [Theory]
    [InlineData(ReportFormat.Json, "application/json", "{")]
    [InlineData(ReportFormat.Html, "text/html; charset=utf-8", "<!DOCTYPE html>")]
    [InlineData(ReportFormat.Md, "text/markdown; charset=utf-8", "# text_to_sql")]
    [InlineData(ReportFormat.Csv, "text/csv; charset=utf-8", "row,prompt,metric")]
    public void Each_format_is_answered_as_what_it_is(ReportFormat format, string type, string start)
    {
        var answer = ReportFormats.Answer(SampleReports.Rich, format);

        Assert.Equal((200, type), (answer.Status, answer.ContentType));
        Assert.StartsWith(start, Encoding.UTF8.GetString(answer.Body.Span), StringComparison.Ordinal);
        Assert.NotEqual(ReportFormats.Answer(SampleReports.Empty, format).ETag, answer.ETag);
    }

    private static ReportFormat Choose(string query, string? accept)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new(query);
        if (accept is not null) request.Headers.Accept = accept;
        return ReportFormats.Choose(request, new ApiQuery(request, ReportFormats.Parameter));
    }
}
