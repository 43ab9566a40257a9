using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>
/// Knows what points may say: which versions, metrics and arms there are. In the steady state it asks storage for
/// nothing but a prompt's metrics, once in <see cref="RoutingOptions.CacheSeconds"/>.
/// </summary>
public sealed class MetricCatalog : IChangeListener, IDisposable
{
    private readonly IPromptStore prompts;
    private readonly IDeploymentStore deployments;
    private readonly IExperimentStore experiments;
    private readonly RefreshingCache<string, PromptRecord> definitions;

    // Versions are never deleted, and those of a deployment and of an experiment never change: what is found once holds.
    private readonly MemoryCache found;

    /// <summary>Makes an empty catalog.</summary>
    public MetricCatalog(IPromptStore prompts, IDeploymentStore deployments, IExperimentStore experiments, IOptions<RoutingOptions> options, ILogger<MetricCatalog> logger, TimeProvider clock)
    {
        this.prompts = prompts;
        this.deployments = deployments;
        this.experiments = experiments;
        definitions = new(
            async (prompt, cancellation) => (await prompts.ReadHeadAsync(prompt, cancellation))?.Prompt,
            (known, read) => known.StoreTag == read.StoreTag,
            (prompt, e) => logger.LogWarning(e, "The metrics of {Prompt} could not be read.", prompt),
            TimeSpan.FromSeconds(options.Value.CacheSeconds), options.Value.CachedRoutes, clock);
        found = new(new MemoryCacheOptions { SizeLimit = options.Value.CachedRoutes * 4L });
    }

    /// <summary>What is known of a series without asking storage; null where it has to be asked.</summary>
    public SeriesFacts? Known(SeriesName name)
    {
        if (MalformedOf(name) is { } malformed) return malformed;
        return definitions.TryGet(name.Prompt, out var prompt) && prompt.Value is { } record && found.TryGetValue(name, out SeriesFacts? facts)
            ? WithMetricsOf(record, facts!)
            : null;
    }

    /// <summary>Finds a series, by storage where that is needed: what was not there a moment ago may have been made elsewhere.</summary>
    public async Task<SeriesFacts> FindAsync(SeriesName name, CancellationToken cancellationToken)
    {
        if (MalformedOf(name) is { } malformed) return malformed;
        if (definitions.TryGet(name.Prompt, out var cached) && cached.Value is null) definitions.Expire(name.Prompt);
        if ((await definitions.GetAsync(name.Prompt, cancellationToken)).Value is not { } prompt) return SeriesFacts.Rejected(RejectionCodes.UnknownPrompt, $"There is no prompt '{JsonTexts.Shown(name.Prompt)}'.");
        if (!found.TryGetValue(name, out SeriesFacts? facts))
        {
            facts = await ReadAsync(name, cancellationToken);
            if (facts.Rejection is null) found.Set(name, facts, new MemoryCacheEntryOptions { Size = 1 });
        }
        return facts!.Rejection is null ? WithMetricsOf(prompt, facts) : facts;
    }

    /// <summary>What a series of an accepted point means, whatever became of it since.</summary>
    public static SeriesFacts Accepted(SeriesName name) => new()
    {
        Version = MetricTarget.OfVersion(name.Prompt, VersionNumber.Parse(name.Version)),
        Arm = name.Assignment is { } text && Assignment.TryParse(text, out var assignment) && assignment.Kind == Assignment.Rollout ? MetricTarget.OfArm(name.Prompt, text) : null,
    };

    /// <inheritdoc/>
    public void Changed(PromptChange change, long sent) =>
        definitions.Put(change.Prompt.Name, change.Prompt, sent, known => known.UpdatedAt > change.Prompt.UpdatedAt);

    /// <inheritdoc/>
    public void Dispose() => found.Dispose();

    private static SeriesFacts? MalformedOf(SeriesName name) =>
        !Names.IsName(name.Prompt) ? SeriesFacts.Rejected(RejectionCodes.InvalidPoint, $"prompt must be {Names.Form}.")
        : !VersionNumber.TryParse(name.Version, out _) ? SeriesFacts.Rejected(RejectionCodes.InvalidPoint, $"version must be {VersionNumber.Form}.")
        : null;

    private static SeriesFacts WithMetricsOf(PromptRecord prompt, SeriesFacts facts) =>
        facts with { Proportions = prompt.Metrics.Where(metric => metric.Value.Kind == MetricKind.Proportion).Select(metric => metric.Key).ToHashSet() };

    private async Task<SeriesFacts> ReadAsync(SeriesName name, CancellationToken cancellationToken)
    {
        var version = VersionNumber.Parse(name.Version);
        if (await prompts.ReadVersionAsync(name.Prompt, version, cancellationToken) is null)
            return SeriesFacts.Rejected(RejectionCodes.UnknownVersion, $"There is no version '{version}' of '{name.Prompt}'.");
        return name.Assignment is null ? Accepted(name) : await ReadArmAsync(name, version, cancellationToken);
    }

    private async Task<SeriesFacts> ReadArmAsync(SeriesName name, VersionNumber version, CancellationToken cancellationToken)
    {
        if (!Assignment.TryParse(name.Assignment!, out var assignment)) return UnknownArm(name);
        var (served, arm) = assignment.Kind == Assignment.Rollout
            ? (await InRolloutAsync(name.Prompt, assignment, cancellationToken), null)
            : await InExperimentAsync(name.Prompt, assignment, cancellationToken);
        if (served is null) return UnknownArm(name);
        return served == version
            ? Accepted(name) with { Experiment = arm }
            : SeriesFacts.Rejected(RejectionCodes.ForeignArm, $"'{name.Assignment}' was served {served}, not {version}.");
    }

    private static SeriesFacts UnknownArm(SeriesName name) =>
        SeriesFacts.Rejected(RejectionCodes.UnknownAssignment, $"'{name.Prompt}' has no arm '{JsonTexts.Shown(name.Assignment!)}'.");

    private async Task<VersionNumber?> InRolloutAsync(string prompt, Assignment assignment, CancellationToken cancellationToken) =>
        await deployments.ReadAsync(prompt, assignment.Id, cancellationToken) is { } deployment ? assignment.VersionIn(deployment) : null;

    private async Task<(VersionNumber? Served, ExperimentArm? Arm)> InExperimentAsync(string prompt, Assignment assignment, CancellationToken cancellationToken)
    {
        if (await TrafficAsync(prompt, assignment.Id, cancellationToken) is not { } traffic) return default;
        var arm = traffic.Arms.TakeWhile(other => other.Name != assignment.Arm).Count();
        return arm == traffic.Arms.Count ? default : (traffic.Arms[arm].Served.Version, new(prompt, traffic, arm));
    }

    // However many arms a batch makes up, the experiment is read once.
    private async Task<RouteExperiment?> TrafficAsync(string prompt, string id, CancellationToken cancellationToken)
    {
        if (found.TryGetValue((prompt, id), out RouteExperiment? traffic)) return traffic;
        traffic = (await experiments.ReadAsync(prompt, id, cancellationToken))?.Traffic;
        if (traffic is not null) found.Set((prompt, id), traffic, new MemoryCacheEntryOptions { Size = 1 });
        return traffic;
    }
}
