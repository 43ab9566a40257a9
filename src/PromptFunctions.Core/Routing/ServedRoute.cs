using System.Collections.Concurrent;

namespace PromptFunctions.Core.Routing;

/// <summary>A route in memory, with a selection for each way in which it can be asked for a version.</summary>
public sealed class ServedRoute(RouteRecord record)
{
    private readonly ConcurrentDictionary<ServedVersion, Selection> pins = new();

    /// <summary>The route.</summary>
    public RouteRecord Record { get; } = record;

    /// <summary>The route as the API shows it, made when it is first asked for.</summary>
    public Lazy<PreparedAnswer> Document { get; } = new(() => PreparedAnswer.Of(new RouteView(record)), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The live version; null where nothing is.</summary>
    public Selection? Live { get; } = record.Live is null ? null : new(record, record.Live, ServingReason.Live);

    /// <summary>The labelled versions.</summary>
    public IReadOnlyDictionary<string, Selection> Labels { get; } =
        record.Labels.ToDictionary(label => label.Key, label => new Selection(record, label.Value, ServingReason.Label));

    /// <summary>A version asked for by its number.</summary>
    public Selection Pinned(ServedVersion version) => pins.GetOrAdd(version, pinned => new Selection(Record, pinned, ServingReason.Pinned));
}
