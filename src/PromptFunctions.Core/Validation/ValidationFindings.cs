using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Validation;

/// <summary>Collects findings with their places.</summary>
internal sealed class ValidationFindings(PromptContent content)
{
    // A content may have a million of a kind; nobody reads more.
    private const int MostOfAKind = 20;

    private readonly Dictionary<string, int> counts = [];
    private readonly List<Finding> errors = [];
    private readonly List<Finding> warnings = [];
    private readonly List<Finding> holding = [];

    /// <summary>What is wrong, in the order of the content. What concerns it as a whole stands at its beginning.</summary>
    public IReadOnlyList<Finding> Errors => Ordered(errors);

    /// <summary>The errors that keep a version from its gates.</summary>
    public IReadOnlyList<Finding> Holding => Ordered(holding);

    /// <summary>What somebody should look at.</summary>
    public IReadOnlyList<Finding> Warnings => Ordered(warnings);

    /// <summary>Notes an error of the content as a whole.</summary>
    /// <param name="code">What kind it is.</param>
    /// <param name="message">What it is, for people.</param>
    /// <param name="holds">Whether it keeps a version from its gates.</param>
    public void Error(string code, string message, bool holds = true) => Error(code, message, 0, 0, holds);

    /// <summary>Notes an error at a place.</summary>
    /// <param name="code">What kind it is.</param>
    /// <param name="message">What it is, for people.</param>
    /// <param name="template">Which of the content's templates, from 0.</param>
    /// <param name="offset">Where in the template, in characters from 0.</param>
    /// <param name="holds">Whether it keeps a version from its gates.</param>
    public void Error(string code, string message, int template, int offset, bool holds = true)
    {
        if (Note(errors, code, message, template, offset) is { } noted && holds) holding.Add(noted);
    }

    /// <summary>Notes a warning of the content as a whole.</summary>
    public void Warning(string code, string message) => Warning(code, message, 0, 0);

    /// <summary>Notes a warning at a place.</summary>
    public void Warning(string code, string message, int template, int offset) => Note(warnings, code, message, template, offset);

    private Finding? Note(List<Finding> findings, string code, string message, int template, int offset)
    {
        var count = counts[code] = counts.GetValueOrDefault(code) + 1;
        if (count > MostOfAKind + 1) return null;
        var finding = At(code, count <= MostOfAKind ? message : $"And more of the kind: only the first {MostOfAKind} are listed.", template, offset);
        findings.Add(finding);
        return finding;
    }

    // A chat's lines are those of its comparison: a line for each role, before the content's own.
    private Finding At(string code, string message, int template, int offset)
    {
        var texts = content.Templates.Take(template + 1).ToList();
        var line = content.Messages is null ? 1 : 2 + texts.Take(template).Sum(text => 2 + text.AsSpan().Count('\n'));
        var before = texts[template].AsSpan(0, offset);
        return new(code, message, line + before.Count('\n'), offset - before.LastIndexOf('\n'));
    }

    private static List<Finding> Ordered(List<Finding> findings) => [.. findings.OrderBy(finding => finding.Line ?? 0).ThenBy(finding => finding.Column ?? 0)];
}
