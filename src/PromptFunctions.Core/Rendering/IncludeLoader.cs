using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Puts a version together with what it includes.</summary>
/// <param name="source">Where included prompts are found.</param>
/// <param name="checkUnused">Whether dependencies are looked at that no template includes.</param>
public sealed class IncludeLoader(IIncludeSource source, bool checkUnused)
{
    private const int MostPrompts = 100;
    private const int DeepestInclude = 20;

    private readonly List<IncludeFault> faults = [];
    private readonly Dictionary<string, TemplateNode> known = [];
    private readonly Dictionary<Dependency, VersionRecord?> resolved = [];
    private int prompts;
    private long size;

    /// <summary>A version's content with all that it includes.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="version">The version.</param>
    /// <param name="content">Its content.</param>
    /// <param name="dependencies">What it may include.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<LoadedTemplate> LoadAsync(string prompt, VersionNumber version, ParsedContent content, IReadOnlyList<string> dependencies, CancellationToken cancellationToken)
    {
        var node = await NodeAsync(new([(prompt, $"{prompt}@{version}")]), content, dependencies, cancellationToken);
        return new(node, faults);
    }

    private async Task<TemplateNode> NodeAsync(Way way, ParsedContent content, IReadOnlyList<string> dependencies, CancellationToken cancellationToken)
    {
        var used = content.Partials;
        var includes = new Dictionary<string, TemplateNode>();
        foreach (var text in dependencies)
        {
            if (!Dependency.TryParse(text, out var dependency) || includes.ContainsKey(dependency.Prompt)) continue;
            var isUsed = used.Contains(dependency.Prompt);
            if ((isUsed || checkUnused) && await IncludeAsync(way, dependency, isUsed, cancellationToken) is { } included && isUsed) includes[dependency.Prompt] = included;
        }
        return new(way.Last, content.Content, includes);
    }

    private async Task<TemplateNode?> IncludeAsync(Way way, Dependency dependency, bool isUsed, CancellationToken cancellationToken)
    {
        if (way.Contains(dependency.Prompt))
            return Fault(way, dependency, IncludeFaultCodes.Cycle, $"Prompts include each other: {string.Join(" → ", way.From(dependency.Prompt))} → {dependency.Prompt}.");
        if (prompts > MostPrompts) return null;
        if (!resolved.TryGetValue(dependency, out var version)) resolved[dependency] = version = await source.ResolveAsync(dependency, cancellationToken);
        if (version is null)
        {
            // What an included prompt does not use need not be there.
            return isUsed || way.First is null
                ? Fault(way, dependency, IncludeFaultCodes.Unresolved, $"No version of {dependency.Prompt} that exists and is not archived lies in {dependency}{way.Of()}.")
                : null;
        }
        if (isUsed && version.Format != ContentFormat.Text)
            return Fault(way, dependency, IncludeFaultCodes.ChatPartial, $"{version.Id} is a chat{way.Of()}: only a text can be included.");
        if (known.TryGetValue(version.Id, out var node)) return node;
        if (++prompts > MostPrompts || way.Steps.Count > DeepestInclude)
            return Fault(way, dependency, IncludeFaultCodes.TooMany, $"More than {MostPrompts} prompts are included, or one within another more than {DeepestInclude} times.");
        var content = await source.ContentAsync(version, cancellationToken);
        if (isUsed && (size += content.Content.Bytes.Length) > Limits.ContentBytes)
            return Fault(way, dependency, IncludeFaultCodes.Oversize, $"All that is included is larger than {Limits.ContentBytes:N0} bytes of UTF-8.");
        return known[version.Id] = await NodeAsync(way.To(version), content, version.Dependencies, cancellationToken);
    }

    private TemplateNode? Fault(Way way, Dependency dependency, string code, string message)
    {
        var fault = new IncludeFault(code, message, way.First ?? dependency.Prompt);
        if (!faults.Contains(fault)) faults.Add(fault);
        return null;
    }

    /// <summary>How a prompt came to be included.</summary>
    private sealed record Way(IReadOnlyList<(string Prompt, string Id)> Steps)
    {
        public string Last => Steps[^1].Id;

        public string? First => Steps.Count > 1 ? Steps[1].Prompt : null;

        public bool Contains(string prompt) => Steps.Any(step => step.Prompt == prompt);

        public IEnumerable<string> From(string prompt) => Steps.SkipWhile(step => step.Prompt != prompt).Select(step => step.Id);

        public Way To(VersionRecord version) => new([.. Steps, (version.Prompt, version.Id)]);

        public string Of() => Steps.Count > 1 ? $", which {Last} includes" : "";
    }
}
