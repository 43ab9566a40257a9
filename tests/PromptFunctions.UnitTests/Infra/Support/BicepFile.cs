using System.Text.RegularExpressions;

namespace PromptFunctions.UnitTests.Infra.Support;

/// <summary>What can be read off a Bicep file without its compiler.</summary>
/// <param name="path">The path below <c>infra</c>.</param>
/// <param name="text">The content.</param>
internal sealed partial class BicepFile(string path, string text)
{
    private readonly string code = Comments().Replace(text, "");

    /// <summary>The path below <c>infra</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The content without comments.</summary>
    public string Code => code;

    /// <summary>Parameters that have no default.</summary>
    public IReadOnlyList<string> Required => [.. Parameters().Matches(code).Where(match => !match.Groups["default"].Success).Select(Name)];

    /// <summary>All parameters.</summary>
    public IReadOnlyList<string> Declared => [.. Parameters().Matches(code).Select(Name)];

    /// <summary>Parameters, variables and imports: what has to be used.</summary>
    public IReadOnlyList<string> Values => [.. Declared, .. Variables().Matches(code).Where(match => !match.Groups["export"].Success).Select(Name), .. Imports().Matches(code).Select(Name)];

    /// <summary>All outputs.</summary>
    public IReadOnlyList<string> Outputs => [.. OutputNames().Matches(code).Select(Name)];

    /// <summary>All types of resources with the version of their API; null for children, which have their parent's.</summary>
    public IReadOnlyList<string> ResourceTypes => [.. Resources().Matches(code).Select(match => match.Groups["type"].Value)];

    /// <summary>The modules by their name here, with their file and what is passed to them.</summary>
    public IReadOnlyDictionary<string, (string File, IReadOnlyList<string> Passed)> Modules => ModuleCalls().Matches(code).ToDictionary(
        Name, match => (System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, match.Groups["file"].Value).Replace('\\', '/'),
            (IReadOnlyList<string>)[.. Passed().Matches(match.Groups["params"].Value).Select(Name)]));

    /// <summary>The outputs of modules that are read: module, output.</summary>
    public IReadOnlyList<(string Module, string Output)> OutputsRead => [.. OutputReads().Matches(code).Select(match => (Name(match), match.Groups["output"].Value))];

    /// <summary>What other parts of the file are called by that read their properties, are their parents, or come after them.</summary>
    public IReadOnlyList<string> References => [.. Referrals().Matches(code).Select(Name)];

    /// <summary>All names that a file may refer to.</summary>
    public IReadOnlyList<string> Symbols => [.. Values, .. Symbolic().Matches(code).Select(Name)];

    /// <summary>How often a name occurs.</summary>
    public int Count(string name) => Regex.Count(code, $@"(?<![\w.']){Regex.Escape(name)}\b");

    private static string Name(Match match) => match.Groups["name"].Value;

    [GeneratedRegex(@"(?<![:/\w'])//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"^param (?<name>\w+) \w+(?<default> =)?", RegexOptions.Multiline)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"(?<export>@export\(\)\s+)?^var (?<name>\w+) =", RegexOptions.Multiline)]
    private static partial Regex Variables();

    [GeneratedRegex(@"^import \{ (?<name>\w+) \} from", RegexOptions.Multiline)]
    private static partial Regex Imports();

    [GeneratedRegex(@"(?<![\w.'])(?<name>\w+)!?(\[\w+\])?\.(id|name|properties|outputs)\b|\b(scope|parent): (?<name>\w+)|\bdependsOn: \[((?<name>\w+)(, )?)*\]")]
    private static partial Regex Referrals();

    [GeneratedRegex(@"^ *(resource|module) (?<name>\w+) '|\bfor \(?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Symbolic();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.Multiline)]
    private static partial Regex OutputNames();

    [GeneratedRegex(@"^resource \w+ '(?<type>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex Resources();

    [GeneratedRegex(@"^module (?<name>\w+) '(?<file>[^']+)'.*?^  params: \{\n(?<params>.*?)^  \}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ModuleCalls();

    [GeneratedRegex(@"^    (?<name>\w+):", RegexOptions.Multiline)]
    private static partial Regex Passed();

    [GeneratedRegex(@"\b(?<name>\w+)!?\.outputs\.(?<output>\w+)")]
    private static partial Regex OutputReads();
}
