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
        var (served, arm) = name.Assignment is { } text && Assignment.TryParse(text, out var assignment) ? await FindArmAsync(name.Prompt, assignment, cancellationToken) : default;
        if (served == version && served is not null) return Accepted(name) with { Experiment = arm };
        if (!await ExistsAsync(name.Prompt, version, cancellationToken)) return SeriesFacts.Rejected(RejectionCodes.UnknownVersion, $"There is no version '{version}' of '{name.Prompt}'.");
        if (name.Assignment is null) return Accepted(name);
        return served is null
            ? SeriesFacts.Rejected(RejectionCodes.UnknownAssignment, $"'{name.Prompt}' has no arm '{JsonTexts.Shown(name.Assignment)}'.")
            : SeriesFacts.Rejected(RejectionCodes.ForeignArm, $"'{name.Assignment}' was served {served}, not {version}.");
    }

    private async Task<(VersionNumber? Served, ExperimentArm? Arm)> FindArmAsync(string prompt, Assignment assignment, CancellationToken cancellationToken)
    {
        if (assignment.Kind == Assignment.Rollout)
            return (await deployments.ReadAsync(prompt, assignment.Id, cancellationToken) is { } deployment ? assignment.VersionIn(deployment) : null, null);
        // However many arms a batch makes up, the experiment is read once.
        var experiment = await OnceAsync((prompt, assignment.Id), () => experiments.ReadAsync(prompt, assignment.Id, cancellationToken));
        var arm = experiment?.Arms.TakeWhile(other => other.Name != assignment.Arm).Count();
        return arm is { } place && place < experiment!.Arms.Count ? (experiment.Arms[place].Served.Version, new(experiment, place)) : default;
    }

    private async Task<bool> ExistsAsync(string prompt, VersionNumber version, CancellationToken cancellationToken) =>
        await OnceAsync((prompt, version), async () => await prompts.ReadVersionAsync(prompt, version, cancellationToken) is null ? null : new object()) is not null;

    private async Task<T?> OnceAsync<T>(object key, Func<Task<T?>> read) where T : class
    {
        if (found.TryGetValue(key, out T? known)) return known;
        var value = await read();
        if (value is not null) found.Set(key, value, new MemoryCacheEntryOptions { Size = 1 });
        return value;
    }
}
