using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Applies unified diffs: with the program <c>patch</c>, or where it is not installed as its manual says.</summary>
internal static partial class Patch
{
    public static readonly bool IsInstalled = Run("--version", null) == 0;

    public static string Apply(string old, string diff) => IsInstalled ? ApplyByProgram(old, diff) : ApplyByHand(old, diff);

    /// <summary>Follows the hunks word by word; any line that is not as the diff says is an error.</summary>
    public static string ApplyByHand(string old, string diff)
    {
        var from = Lines(old);
        var hunks = Lines(diff).Skip(2).ToList();
        var result = new StringBuilder();
        var at = 0;
        for (var i = 0; i < hunks.Count;)
        {
            var header = HunkHeader().Match(hunks[i++]);
            Assert.True(header.Success);
            var (start, left, right) = (Number(header, 1), Count(header, 2), Count(header, 4));
            for (var until = left == 0 ? start : start - 1; at < until; at++) result.Append(from[at]);
            for (; left > 0 || right > 0; i++)
            {
                var unended = i + 1 < hunks.Count && hunks[i + 1].StartsWith('\\');
                var line = unended ? hunks[i][1..^1] : hunks[i][1..];
                if (hunks[i][0] is ' ' or '-') Assert.Equal(from[at++], line);
                if (hunks[i][0] is ' ' or '+') result.Append(line);
                if (hunks[i][0] is ' ' or '-') left--;
                if (hunks[i][0] is ' ' or '+') right--;
                if (unended) i++;
            }
        }
        foreach (var line in from.Skip(at)) result.Append(line);
        return result.ToString();
    }

    private static string ApplyByProgram(string old, string diff)
    {
        var directory = Directory.CreateTempSubdirectory("patch-test-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(directory, "old"), old);
            File.WriteAllText(Path.Combine(directory, "diff"), diff);
            Assert.Equal(0, Run("--quiet --fuzz=0 --output=new old diff", directory));
            var result = Path.Combine(directory, "new");
            return File.Exists(result) ? File.ReadAllText(result) : "";
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static int Run(string arguments, string? directory)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("patch", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return -1;
        }
    }

    private static List<string> Lines(string text) => [.. LineWithEnding().Matches(text).Select(match => match.Value)];

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static int Count(Match match, int group) => match.Groups[group].Success ? Number(match, group) : 1;

    [GeneratedRegex(@"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n\z")]
    private static partial Regex HunkHeader();

    [GeneratedRegex(@"[^\n]*\n|[^\n]+\z")]
    private static partial Regex LineWithEnding();
}
