using System.Globalization;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>A request's query, of which every parameter is known and given once.</summary>
public readonly struct ApiQuery
{
    private readonly IQueryCollection query;

    /// <summary>Reads a query; 400 for parameters that are unknown or given twice.</summary>
    public ApiQuery(HttpRequest request, params ReadOnlySpan<string> known)
    {
        query = request.Query;
        foreach (var (name, values) in query)
        {
            // The Functions platform's own parameters pass.
            if (name is "code" or "clientId") continue;
            if (!known.Contains(name)) throw ProblemException.Invalid(name, "is not a parameter of this call.");
            if (values.Count > 1) throw ProblemException.Invalid(name, "is given more than once.");
        }
    }

    /// <summary>A text; null where it is not given.</summary>
    public string? Text(string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

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

    /// <summary>The page asked for.</summary>
    public PageRequest Page(string listing)
    {
        var limit = PageRequest.DefaultLimit;
        if (Text("limit") is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > PageRequest.MaximumLimit))
        {
            throw ProblemException.Invalid("limit", $"must be a number from 1 to {PageRequest.MaximumLimit}.");
        }
        return PageRequest.Parse(limit, Text("continuationToken"), listing);
    }
}
