using System.Text.RegularExpressions;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Reads a document's tables.</summary>
internal static class MarkdownTable
{
    /// <summary>The cells of each row that begins with code; <c>\|</c> does not end a cell.</summary>
    public static IReadOnlyList<string[]> Read(string file) =>
    [
        .. File.ReadLines(Repository.Path(file)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => Regex.Split(line.Trim().Trim('|'), @"(?<!\\)\|").Select(cell => cell.Trim()).ToArray()),
    ];
}
