namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>What the sender of a batch is told.</summary>
/// <param name="BatchId">The batch; sent again with this id it counts nothing for 7 days.</param>
/// <param name="Accepted">How many points count; all of them are stored.</param>
/// <param name="Rejected">Those that do not.</param>
public sealed record MetricsReceipt(string BatchId, int Accepted, IReadOnlyList<PointRejection> Rejected);
