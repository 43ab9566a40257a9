using System.Globalization;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>Adds what a document has to what a prompt has.</summary>
internal sealed class ImportMerge(PromptHead before, IReadOnlyDictionary<VersionNumber, VersionRecord> existing, string actor, DateTimeOffset now)
{
    private const int MostVersions = 1_000_000;

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

    // A prompt that is not there yet is restored as it was.
    private bool IsThere => before.Prompt.StoreTag is not null;

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

    /// <summary>Gives the prompt the tests that it has from now on.</summary>
    public void Add(TestSuite suite) => Prompt = Prompt with { Tests = suite.Hash };

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
        // A protected prompt's versions go live by approval, not by import; a new prompt is restored as it was.
        if (IsThere && Prompt.Settings.Protected) return [.. versions.Select(Unapproved)];
        var live = Route.Live is null ? production.FirstOrDefault() : null;
        if (live is not null)
        {
            before.RequireNoneInFlight(now);
            Prompt = Prompt with { LiveHistory = live.StatusHistory };
            Route = Route with { Live = new(live.Version, live.ContentHash) };
        }
        var missing = (document.EarlierLive ?? []).Concat(production.Where(version => version != live).Select(version => version.Version))
            .Where(version => (existing.ContainsKey(version) || versions.Any(one => one.Version == version)) && !Route.EarlierLive.Contains(version));
        if (IsThere) missing = missing.Distinct().Where(version => version != Route.Live?.Version);
        var earlier = Route.EarlierLive.Concat(missing).Take(RouteRecord.Remembered).ToList();
        if (earlier.Count > Route.EarlierLive.Count) Route = Route with { EarlierLive = earlier };
        var replaced = $"{Route.Live?.Version} is live";
        return [.. versions.Select(version => version.Status != VersionStatus.Production || version == live
            ? version
            : version.WithStatus(new(VersionStatus.Deprecated, now, actor, replaced)))];
    }

    // What was live elsewhere was not approved here: deprecated, it could be rolled back to.
    private VersionRecord Unapproved(VersionRecord version) => version.Status is VersionStatus.Production or VersionStatus.Deprecated
        ? version.WithStatus(new(VersionStatus.Testing, now, actor, "imported into a protected prompt")) with { Approvals = [] }
        : version with { Approvals = [] };

    private void AddBranch(ExportedBranch branch)
    {
        if (branch?.Branch is not { } name || branch.Base is not { } @base) throw ProblemException.Invalid("branches", "need a branch and a base each.");
        if (branch.Counter is < 0 or > MostVersions || branch.Ahead is < 0 or > MostVersions) throw ProblemException.Invalid("branches", $"have counts from 0 to {MostVersions}.");
        Names.RequireBranch("branches", name);
        if (name == BranchRecord.Main || Prompt.Branches.ContainsKey(name)) return;
        if (Prompt.Branches.Count > Limits.Branches) throw Limits.Exceeded("The prompt's branches", Limits.Branches, "branches");
        var own = all.Values.Where(version => version.Branch == name).ToList();
        var head = Require("branches", branch.Head ?? own.Select(version => version.Version).Max() ?? @base);
        var start = Require("branches", @base);
        Prompt = Prompt.WithBranch(name, new()
        {
            Base = @base,
            BaseHash = start.ContentHash,
            Head = head.Version,
            HeadVariables = head.Variables,
            Counter = Math.Max(branch.Counter ?? 0, own.Select(Number).DefaultIfEmpty().Max()),
            Ahead = branch.Ahead ?? (head.Branch == name ? own.Count(version => version.Version > @base) : 0),
            CreatedAt = branch.CreatedAt ?? now,
            CreatedBy = branch.CreatedBy ?? actor,
        });
    }

    private void Count(VersionRecord version)
    {
        if (!Prompt.Branches.TryGetValue(version.Branch, out var branch))
            throw ProblemException.Invalid("versions", $"{version.Version} is on the branch '{version.Branch}', which is not among the branches.");
        var knew = before.Prompt.Branches.ContainsKey(version.Branch);
        if (version.Branch == BranchRecord.Main || (knew && (branch.Head is null || version.Version > branch.Head)))
            Prompt = Prompt.WithBranch(version.Branch, VersionService.WithVersion(branch, version, Math.Max(branch.Counter + 1, Number(version))));
        else if (knew)
            Prompt = Prompt.WithBranch(version.Branch, branch with { Counter = Math.Max(branch.Counter, Number(version)) });
        Prompt = Prompt.WithCount(null, version.Status);
    }

    /// <summary>The number at the end of a branch's version; 0 where there is none.</summary>
    private static int Number(VersionRecord version) =>
        version.Branch != BranchRecord.Main && int.TryParse(version.Version.Labels[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private void AddLabel(string label, VersionNumber number)
    {
        Names.RequireLabel(label);
        if (Route.Labels.ContainsKey(label)) return;
        var version = Require($"labels.{label}", number);
        Route = Route.WithLabel(label, new(version.Version, version.ContentHash));
    }

    private VersionRecord Require(string path, VersionNumber? version) =>
        (version is null ? null : all.GetValueOrDefault(version)) ?? throw ProblemException.Invalid(path, $"name the version {version}, which is not there.");
}
