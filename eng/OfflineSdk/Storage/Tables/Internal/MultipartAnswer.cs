using System.Globalization;

namespace Azure.Data.Tables.Internal;

/// <summary>Reads a batch's answer: a multipart body whose parts are HTTP responses or multipart bodies again.</summary>
internal static class MultipartAnswer
{
    public static IReadOnlyList<Response> Read(string body, string contentType) =>
        [.. Parts(body, Boundary(contentType)).SelectMany(ReadPart)];

    private static IEnumerable<Response> ReadPart(string part)
    {
        var (headers, content) = Split(part);
        var contentType = Headers(headers).GetValueOrDefault("Content-Type", "");
        return contentType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            ? Read(content, contentType)
            : [ReadResponse(content)];
    }

    private static ActionResponse ReadResponse(string text)
    {
        var (head, content) = Split(text);
        var statusLine = head[..Math.Max(head.IndexOf('\n', StringComparison.Ordinal), 0)].Split(' ', 3);
        return new ActionResponse(
            int.Parse(statusLine[1], CultureInfo.InvariantCulture),
            statusLine.Length > 2 ? statusLine[2].Trim() : "",
            Headers(head),
            content);
    }

    private static IEnumerable<string> Parts(string body, string boundary) => body
        .Split("--" + boundary)
        .Skip(1)
        .TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
        .Select(part => part.TrimStart('\r', '\n'));

    /// <summary>What stands before the first empty line, and what stands after it.</summary>
    private static (string Head, string Content) Split(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        var end = lines.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? (lines, "") : (lines[..(end + 1)], lines[(end + 2)..]);
    }

    private static Dictionary<string, string> Headers(string head) => head
        .Split('\n')
        .Select(line => line.Split(':', 2))
        .Where(header => header.Length == 2)
        .ToDictionary(header => header[0].Trim(), header => header[1].Trim(), StringComparer.OrdinalIgnoreCase);

    private static string Boundary(string contentType) =>
        contentType[(contentType.IndexOf("boundary=", StringComparison.OrdinalIgnoreCase) + "boundary=".Length)..].Split(';')[0].Trim(' ', '"');
}
