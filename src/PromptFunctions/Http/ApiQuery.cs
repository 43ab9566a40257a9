using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>A request's query, of which every parameter is known and given once. It is read where it stands: the hot path makes no collection of it.</summary>
public readonly struct ApiQuery
{
    private readonly string? query;

    /// <summary>Reads a query; 400 for parameters that are unknown or given twice.</summary>
    public ApiQuery(HttpRequest request, params ReadOnlySpan<string> known)
    {
        query = request.QueryString.Value;
        ulong seen = 0;
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            var name = parameter.DecodeName().Span;
            // The Functions platform's own parameters pass.
            if (name is "code" or "clientId") continue;
            var at = 0;
            while (at < known.Length && !name.SequenceEqual(known[at])) at++;
            if (at == known.Length) throw ProblemException.Invalid(name.ToString(), "is not a parameter of this call.");
            if ((seen & (1UL << at)) != 0) throw ProblemException.Invalid(known[at], "is given more than once.");
            seen |= 1UL << at;
        }
    }

    /// <summary>A text; null where it is not given.</summary>
    public string? Text(string name)
    {
        foreach (var parameter in new QueryStringEnumerable(query))
        {
            if (parameter.DecodeName().Span.SequenceEqual(name)) return parameter.DecodeValue().ToString();
        }
        return null;
    }

    /// <summary>A text that must be given; 400 where it is not.</summary>
    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw ProblemException.Invalid(name, "is required.");

    /// <summary>A flag, <c>true</c> or <c>false</c>.</summary>
    public bool Flag(string name, bool otherwise) => Text(name) switch
    {
        null => otherwise,
        "true" => true,
        "false" => false,
        _ => throw ProblemException.Invalid(name, "must be true or false."),
    };

    /// <summary>A name of an enum's value; null where it is not given.</summary>
    public T? Choice<T>(string name) where T : struct, Enum => Text(name) switch
    {
        null => null,
        var text when WireName.TryParse<T>(text, out var value) => value,
        _ => throw ProblemException.Invalid(name, $"must be one of {string.Join(", ", WireName.All<T>())}."),
    };

    /// <summary>A time; null where it is not given.</summary>
    public DateTimeOffset? Time(string name) => Text(name) switch
    {
        null => null,
        var text when UtcTimeConverter.TryParse(text, out var time) => time,
        _ => throw ProblemException.Invalid(name, "must be a time in ISO 8601 with an offset, such as 2026-01-31T12:00:00Z."),
    };

    /// <summary>A whole number in a range.</summary>
    public int Number(string name, int otherwise, int minimum, int maximum) => Text(name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum => number,
        _ => throw ProblemException.Invalid(name, $"must be a number from {minimum} to {maximum}."),
    };

    /// <summary>A number; null where it is not given.</summary>
    public double? Real(string name) => Text(name) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => throw ProblemException.Invalid(name, "must be a number, such as 0.05."),
    };

    /// <summary>The page asked for.</summary>
    public PageRequest Page(string listing)
    {
        var limit = Number("limit", PageRequest.DefaultLimit, 1, PageRequest.MaximumLimit);
        return PageRequest.Parse(limit, Text("continuationToken"), listing);
    }
}
