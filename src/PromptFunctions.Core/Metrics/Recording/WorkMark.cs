namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Says that a target has, or is about to have, points that are not folded.</summary>
/// <param name="Target">The target.</param>
/// <param name="Shard">The shard that the mark stands in.</param>
/// <param name="MarkedAt">When it was last marked.</param>
/// <param name="Tag">The store's token of the mark as it was listed.</param>
public sealed record WorkMark(MetricTarget Target, int Shard, DateTimeOffset MarkedAt, string Tag)
{
    /// <summary>
    /// How long a writer relies on its mark: one that took longer marks again. Far less than <see cref="Kept"/>, so that
    /// clocks may differ.
    /// </summary>
    public static readonly TimeSpan Relied = TimeSpan.FromMinutes(2);

    /// <summary>How long a mark stays at least, because its points may not be written yet.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
}
