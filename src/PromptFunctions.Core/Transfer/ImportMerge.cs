using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>Adds what a document has to what a prompt has.</summary>
internal sealed class ImportMerge(PromptHead before, IReadOnlyDictionary<VersionNumber, VersionRecord> existing, string actor, DateTimeOffset now)
{
    private readonly Dictionary<VersionNumber, VersionRecord> all = new(existing);
    private List<VersionRecord> added = [];

    /// <summary>The prompt with all that was added.</summary>
    public PromptRecord Prompt { get; private set; } = before.Prompt;

    /// <summary>The route with all that was added.</summary>
    public RouteRecord Route { get; private set; } = before.Route;

    /// <summary>The versions that were added, as they are stored.</summary>
    public IReadOnlyList<VersionRecord> Versions => added;

    /// <summary>Whether anything was added.</summary>
    public bool Changed => added.Count > 0 || Prompt != before.Prompt || RouteChanged;

    /// <summary>Whether anything that is served was added.</summary>
    public bool RouteChanged => Route != before.Route;

    /// <summary>Adds a document's branches, versions and labels; 400 where they do not fit together.</summary>
    public void Add(ExportDocument document, IReadOnlyList<VersionRecord> versions)
    {
        Formats(versions);
        added = Live(versions, document);
        foreach (var version in added) all[version.Version] = version;
        foreach (var branch in document.Branches ?? []) AddBranch(branch);
        foreach (var version in added.OrderBy(version => version.Version)) Count(version);
        foreach (var (label, version) in document.Labels ?? new Dictionary<string, VersionNumber>()) AddLabel(label, version);
    }

    private void Formats(IReadOnlyList<VersionRecord> versions)
    {
        if (versions.Count == 0) return;
        var format = Prompt.HasVersions ? Prompt.Format : versions[0].Format;
        if (versions.FirstOrDefault(version => version.Format != format) is { } other)
            throw new ProblemException(ProblemCodes.FormatFixed, $"{other.Id} is not {Json.WireName.Of(format)}, as the prompt is.");
        if (Prompt.Format != format) Prompt = Prompt with { Format = format };
        if (Route.Format != format) Route = Route with { Format = format };
    }

    /// <summary>Of several versions in production the newest stays, unless one is live already; the others become deprecated.</summary>
    private List<VersionRecord> Live(IReadOnlyList<VersionRecord> versions, ExportDocument document)
    {
        var production = versions.Where(version => version.Status == VersionStatus.Production)
            .OrderByDescending(version => version.CreatedAt).ThenByDescending(version => version.Version).ToList();
        var live = Route.Live is null ? production.FirstOrDefault() : null;
        if (live is not null)
        {
            Route.RequireNoneInFlight();
            Prompt = Prompt with { LiveHistory = live.StatusHistory };
            Route = Route with { Live = new(live.Version, live.ContentHash) };
        }
        var earlier = Route.EarlierLive.Concat(document.EarlierLive ?? []).Concat(production.Where(version => version != live).Select(version => version.Version))
            .Where(version => version != Route.Live?.Version && (existing.ContainsKey(version) || versions.Any(one => one.Version == version)))
            .Distinct().Take(RouteRecord.Remembered).ToList();
        if (!earlier.SequenceEqual(Route.EarlierLive)) Route = Route with { EarlierLive = earlier };
        var replaced = $"{Route.Live?.Version} is live";
        return [.. versions.Select(version => version.Status != VersionStatus.Production || version == live
            ? version
            : version.WithStatus(new(VersionStatus.Deprecated, now, actor, replaced)))];
    }

    private void AddBranch(ExportedBranch branch)
    {
        if (branch?.Branch is not { } name || branch.Base is not { } @base) throw ProblemException.Invalid("branches", "need a branch and a base each.");
        Names.RequireBranch("branches", name);
        if (name == BranchRecord.Main || Prompt.Branches.ContainsKey(name)) return;
        if (Prompt.Branches.Count > Limits.Branches) throw Limits.Exceeded("The prompt's branches", Limits.Branches, "branches");
        var own = all.Values.Where(version => version.Branch == name).ToList();
        var head = Require("branches", branch.Head ?? own.Select(version => version.Version).Max() ?? @base);
        Require("branches", @base);
        Prompt = Prompt.WithBranch(name, new()
        {
            Base = @base,
            Head = head.Version,
            HeadVariables = head.Variables,
            Counter = Math.Max(branch.Counter ?? 0, own.Count),
            Ahead = branch.Ahead ?? (head.Branch == name ? own.Count(version => version.Version > @base) : 0),
            CreatedAt = branch.CreatedAt ?? now,
            CreatedBy = branch.CreatedBy ?? actor,
        });
    }

    private void Count(VersionRecord version)
    {
        if (!Prompt.Branches.TryGetValue(version.Branch, out var branch))
            throw ProblemException.Invalid("versions", $"{version.Version} is on the branch '{version.Branch}', which is not among the branches.");
        if (version.Branch == BranchRecord.Main)
            Prompt = Prompt.WithBranch(BranchRecord.Main, VersionService.WithVersion(branch, version, branch.Counter + 1));
        Prompt = Prompt.WithCount(null, version.Status);
    }

    private void AddLabel(string label, VersionNumber number)
    {
        Names.RequireLabel(label);
        if (Route.Labels.ContainsKey(label)) return;
        var version = Require($"labels.{label}", number);
        Route = Route.WithLabel(label, new(version.Version, version.ContentHash));
    }

    private VersionRecord Require(string path, VersionNumber version) =>
        all.GetValueOrDefault(version) ?? throw ProblemException.Invalid(path, $"name the version {version}, which is not there.");
}
