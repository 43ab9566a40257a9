namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Deltas of one batch for one target, as they stand in one row until they are folded.</summary>
/// <param name="Id">The row.</param>
/// <param name="ReceivedAt">When the batch arrived.</param>
/// <param name="Deltas">What it adds, in order of metric and hour.</param>
/// <param name="Tag">The store's token of the row as it was read.</param>
public sealed record DeltaRow(string Id, DateTimeOffset ReceivedAt, IReadOnlyList<MetricDelta> Deltas, string Tag);
