namespace PromptFunctions.Dev.Preparation;

/// <summary>What MSBuild printed, without its repetitions: it names each problem again for each project, and in its summary.</summary>
internal static class BuildOutput
{
    /// <summary>The errors; everything, when MSBuild died of something that it does not call an error.</summary>
    public static string Errors(IReadOnlyList<string> output)
    {
        var errors = output.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(WithoutProject).Distinct().ToList();
        return string.Join('\n', errors.Count > 0 ? errors : output);
    }

    /// <summary>The warnings, each once, without the file: a substituted package is said for every project that gets it.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<string> output) =>
        output
            .Select(line => (Line: line, At: line.IndexOf("warning ", StringComparison.Ordinal)))
            .Where(found => found.At >= 0)
            .Select(found => WithoutProject(found.Line[found.At..]))
            .Distinct();

    private static string WithoutProject(string line) =>
        line.EndsWith(']') && line.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? line[..at] : line;
}
