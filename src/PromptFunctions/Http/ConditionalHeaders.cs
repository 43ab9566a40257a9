using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>Reads the conditions of a request (RFC 9110, section 13).</summary>
public static class ConditionalHeaders
{
    /// <summary>Whether the caller has the document with this tag already.</summary>
    public static bool HasCurrent(HttpRequest request, string? tag)
    {
        var header = request.Headers.IfNoneMatch;
        if (header.Count == 0 || tag is null) return false;
        return header.ToString() == tag || Tags(header, "If-None-Match").Any(known => known == "*" || known.TrimStart('W', '/') == tag);
    }

    /// <summary>What a change asks of its target.</summary>
    public static Preconditions Preconditions(HttpRequest request)
    {
        var (match, none) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (match.Count == 0 && none.Count == 0) return Core.Changes.Preconditions.None;
        var createOnly = none.Count > 0 && HttpMethods.IsPut(request.Method) && Tags(none, "If-None-Match").Contains("*");
        return new(match.Count == 0 ? null : Tags(match, "If-Match"), createOnly);
    }

    private static List<string> Tags(StringValues header, string name) => EntityTagHeaderValue.TryParseList(header, out var tags)
        ? [.. tags.Select(tag => tag.ToString())]
        : throw ProblemException.Invalid(name, "must be * or a list of entity tags.");
}
