namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>A batch as it is registered before its points are written.</summary>
/// <param name="Id">Its ULID: what its rows are called.</param>
/// <param name="BatchId">The sender's name for it.</param>
/// <param name="ContentHash">The SHA-256 of the format and the request's bytes, to tell another attempt from other points.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Receipt">What its sender is told once all is written.</param>
/// <param name="Targets">What it counts for.</param>
public sealed record BatchRecord(string Id, string BatchId, string ContentHash, DateTimeOffset ReceivedAt, MetricsReceipt Receipt, IReadOnlyList<MetricTarget> Targets)
{
    /// <summary>For how long a batch is known.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);
}
