using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>What a prompt serves now, as it is stored: all that <c>resolve</c> reads besides the body.</summary>
public sealed record RouteRecord
{
    /// <summary>How many earlier live versions are remembered.</summary>
    public const int Remembered = 20;

    /// <summary>The prompt's name.</summary>
    public required string Prompt { get; init; }

    /// <summary>Text or chat.</summary>
    public ContentFormat Format { get; init; }

    /// <summary>Goes up by one with each change of what is served.</summary>
    public long Revision { get; init; }

    /// <summary>The live version; null where nothing is.</summary>
    public ServedVersion? Live { get; init; }

    /// <summary>Versions that were live before, the latest first, at most <see cref="Remembered"/>.</summary>
    public IReadOnlyList<VersionNumber> EarlierLive { get; init; } = [];

    /// <summary>Label → version.</summary>
    public IReadOnlyDictionary<string, ServedVersion> Labels { get; init; } = new Dictionary<string, ServedVersion>();

    /// <summary>The running rollout, or null.</summary>
    public RouteRollout? Rollout { get; init; }

    /// <summary>The active experiment, or null.</summary>
    public RouteExperiment? Experiment { get; init; }

    /// <summary>The store's token of the state that was read; null for a route that is new.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Label → version, in order of label.</summary>
    public IReadOnlyDictionary<string, VersionNumber> LabelVersions() =>
        Labels.OrderBy(label => label.Key, StringComparer.Ordinal).ToDictionary(label => label.Key, label => label.Value.Version);

    /// <summary>The route of the next revision with another live version, or none; the present one is remembered.</summary>
    public RouteRecord WithLive(ServedVersion? live) => Next() with
    {
        Live = live,
        EarlierLive = Live is null ? EarlierLive : [.. EarlierLive.Prepend(Live.Version).Take(Remembered)],
    };

    /// <summary>
    /// Whether a version that was live once was so before the present one. One that is not remembered was, if as many are
    /// remembered as can be; else it was gone back from, and to return to it is to go on.
    /// </summary>
    public bool IsEarlier(VersionNumber version) => EarlierLive.Contains(version) || EarlierLive.Count == Remembered;

    /// <summary>
    /// The route of the next revision with an earlier live version. The present one and those after it are not remembered, so
    /// that the next way back leads further back.
    /// </summary>
    public RouteRecord BackTo(ServedVersion live) => Next() with
    {
        Live = live,
        EarlierLive = [.. EarlierLive.SkipWhile(version => version != live.Version).Skip(1)],
    };

    /// <summary>The route of the next revision with a label set, or removed where no version is given; 413 beyond <see cref="Limits.Labels"/>.</summary>
    public RouteRecord WithLabel(string label, ServedVersion? version)
    {
        var labels = new Dictionary<string, ServedVersion>(Labels);
        if (version is null) labels.Remove(label);
        else labels[label] = version;
        if (labels.Count > Limits.Labels) throw Limits.Exceeded("The prompt's labels", Limits.Labels, "labels");
        return Next() with { Labels = labels };
    }

    /// <summary>The route of the next revision after a labelled draft's content changed.</summary>
    public RouteRecord WithContent(VersionNumber version, string contentHash) => Next() with
    {
        Labels = Labels.ToDictionary(label => label.Key, label => label.Value.Version == version ? label.Value with { ContentHash = contentHash } : label.Value),
    };

    /// <summary>The same route, one revision on.</summary>
    public RouteRecord Next() => this with { Revision = Revision + 1 };
}
