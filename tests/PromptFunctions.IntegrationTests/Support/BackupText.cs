using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Backups as texts, taken apart and put together again as somebody could do by hand.</summary>
public static class BackupText
{
    /// <summary>The lines of a backup, without their line feeds.</summary>
    public static IReadOnlyList<string> Lines(string backup) => backup.TrimEnd('\n').Split('\n');

    /// <summary>The kind of a line.</summary>
    public static string Kind(string line) => (string)JsonNode.Parse(line)!["kind"]!;

    /// <summary>The lines of one prompt, from the first to the last.</summary>
    public static IReadOnlyList<string> Of(string backup, string prompt) =>
        [.. Lines(backup).SkipWhile(line => !line.StartsWith($"{{\"kind\":\"prompt\",\"prompt\":{{\"name\":\"{prompt}\"", StringComparison.Ordinal)).TakeUntil(line => Kind(line) == "end")];

    /// <summary>A prompt's lines with some of them changed, or all, and a last line that fits.</summary>
    public static string Edit(IReadOnlyList<string> prompt, Func<string, string> edit)
    {
        var lines = prompt.SkipLast(1).Select(edit).ToList();
        var end = JsonNode.Parse(edit(prompt[^1]))!;
        end["sha256"] = Sha256(lines);
        return Join([.. lines, end.ToJsonString(ApiClient.Json)]);
    }

    /// <summary>A backup of lines.</summary>
    public static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    /// <summary>The checksum of lines.</summary>
    public static string Sha256(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Join(lines))));

    private static IEnumerable<T> TakeUntil<T>(this IEnumerable<T> items, Func<T, bool> isLast)
    {
        foreach (var item in items)
        {
            yield return item;
            if (isLast(item)) yield break;
        }
    }
}
