using System.Collections.Concurrent;
using System.Security.Cryptography;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>
/// Takes batches of points. A batch is registered first, with its answer; then each of its targets gets its deltas, in one
/// transaction that happens once however often the batch is sent; then it is answered. So what was answered is durable,
/// and an attempt that died anywhere is completed by the next one.
/// </summary>
public sealed class MetricRecorder(MetricCatalog catalog, IMetricIntake intake, IMetricStore store, TimeProvider clock)
{
    private const int AtOnce = 16;

    /// <summary>Records a batch.</summary>
    /// <param name="body">The request's bytes.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="batchId">The sender's name for the batch, where it does not stand in the body.</param>
    /// <param name="otherwise">The name of a batch that has none; null for a new one.</param>
    /// <param name="cancellationToken">Stops the call as long as nothing is written.</param>
    /// <exception cref="ProblemException">400 or 413: nothing was recorded. 409: an attempt with other content was not completed. 503: sent again with its batch id, each point counts once.</exception>
    public async Task<MetricsReceipt> RecordAsync(ReadOnlyMemory<byte> body, PointFormat format, string? batchId, string? otherwise, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (batchId is not null) PointParser.RequireBatchId(batchId);
        var (points, named) = await ReadAsync(body, format, now, cancellationToken);
        var id = batchId ?? named ?? otherwise ?? Ulid.New(now);
        var deltas = points.ToDeltas();
        var batch = new BatchRecord(Ulid.New(now), id, HashOf(body, format), now, new(id, points.Accepted, points.Rejections), [.. deltas.Keys]);

        var sent = clock.GetTimestamp();
        if (await intake.RegisterAsync(batch, cancellationToken) is { } first)
        {
            // Other points under a name that was used count nothing; the same ones complete what the first attempt left.
            if (first.ContentHash != batch.ContentHash) return await FirstReceiptAsync(first, cancellationToken);
            (batch, deltas) = (first, ReadAgain(body, format, first));
            await intake.MarkAsync(batch, cancellationToken);
        }
        await AppendAsync(batch, deltas, sent);
        return batch.Receipt;
    }

    private async Task<(PointBatch Points, string? BatchId)> ReadAsync(ReadOnlyMemory<byte> body, PointFormat format, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = new ConcurrentDictionary<SeriesName, SeriesFacts>();
        var points = new PointBatch(name => catalog.Known(name) is { } known ? facts[name] = known : null, now);
        var batchId = PointParser.Parse(body.Span, format, points);
        if (points.Unknown.Count == 0) return (points, batchId);

        // Storage has to be asked: once it was, the bytes are read anew.
        await Parallel.ForEachAsync(points.Unknown, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (name, cancellation) =>
            facts[name] = await catalog.FindAsync(name, cancellation));
        points = new(name => facts[name], now);
        return (points, PointParser.Parse(body.Span, format, points));
    }

    private static IReadOnlyDictionary<MetricTarget, IReadOnlyList<MetricDelta>> ReadAgain(ReadOnlyMemory<byte> body, PointFormat format, BatchRecord first)
    {
        var points = new PointBatch(MetricCatalog.Accepted, first.ReceivedAt, first.Receipt.Rejected.Select(rejection => rejection.Index).ToHashSet());
        PointParser.Parse(body.Span, format, points);
        return points.ToDeltas();
    }

    /// <summary>The first answer, which is only true once all that it says is written.</summary>
    private async Task<MetricsReceipt> FirstReceiptAsync(BatchRecord first, CancellationToken cancellationToken)
    {
        foreach (var target in first.Targets)
        {
            if (await store.HasBatchAsync(target, first, cancellationToken)) continue;
            throw new ProblemException(ProblemCodes.IdempotencyKeyReused,
                "The batch was sent before with other content, and that attempt was not completed. Send the same content again, or this one as another batch.");
        }
        return first.Receipt;
    }

    private static string HashOf(ReadOnlyMemory<byte> body, PointFormat format)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)format]);
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // From here on the caller's leaving stops nothing: a batch is written or fails as a whole.
    private async Task AppendAsync(BatchRecord batch, IReadOnlyDictionary<MetricTarget, IReadOnlyList<MetricDelta>> deltas, long sent)
    {
        await Parallel.ForEachAsync(deltas, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (target, _) =>
            await store.AppendAsync(target.Key, batch, target.Value, CancellationToken.None));
        if (clock.GetElapsedTime(sent) > WorkMark.Relied) await intake.MarkAsync(batch, CancellationToken.None);
    }
}
