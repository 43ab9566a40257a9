using System.Collections.Concurrent;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>
/// Takes batches of points. A batch is registered first, with its answer; then each of its targets gets its deltas, in one
/// transaction that happens once however often the batch is sent; then it is answered. So what was answered is durable,
/// and an attempt that died anywhere is completed by the next one.
/// </summary>
public sealed class MetricRecorder(MetricCatalog catalog, IMetricIntake intake, IMetricStore store, ISubjectStore subjects, TimeProvider clock)
{
    private const int AtOnce = 16;

    private const string Accepted = "accepted";
    private const string Repeated = "repeated";

    /// <summary>Records a batch.</summary>
    /// <param name="body">The request's bytes.</param>
    /// <param name="format">How they are written.</param>
    /// <param name="batchId">The sender's name for the batch, where it does not stand in the body.</param>
    /// <param name="otherwise">The name of a batch that has none; null for a new one.</param>
    /// <param name="cancellationToken">Stops the call as long as nothing is written.</param>
    /// <exception cref="ProblemException">400 or 413: nothing was recorded. 409: an attempt with other content was not completed. 503: sent again with its batch id, each point counts once.</exception>
    public Task<MetricsReceipt> RecordAsync(ReadOnlyMemory<byte> body, PointFormat format, string? batchId, string? otherwise, CancellationToken cancellationToken) =>
        RecordAsync(new(body, WireName.Of(format), points => PointParser.Parse(body.Span, format, points)), batchId, otherwise, null, cancellationToken);

    /// <summary>Records a batch.</summary>
    /// <param name="source">The batch.</param>
    /// <param name="batchId">The sender's name for the batch, where it does not stand in the body.</param>
    /// <param name="otherwise">The name of a batch that has none; null for a new one.</param>
    /// <param name="refusal">Why a batch that is new is not taken; one that is known is completed, and answered as it was. Null where it is taken.</param>
    /// <param name="cancellationToken">Stops the call as long as nothing is written.</param>
    internal async Task<MetricsReceipt> RecordAsync(BatchSource source, string? batchId, string? otherwise, ProblemException? refusal, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (batchId is not null) PointParser.RequireBatchId(batchId);
        var facts = new ConcurrentDictionary<SeriesName, SeriesFacts>();
        var (points, named) = await ReadAsync(source, facts, now, cancellationToken);
        var id = batchId ?? named ?? otherwise ?? Ulid.New(now);
        if (refusal is not null && await intake.FindAsync(id, cancellationToken) is null) throw refusal;
        var sums = points.ToSums();
        var batch = new BatchRecord(Ulid.New(now), id, source.Hash(), now, new(id, points.Accepted, points.Rejections), [.. sums.Targets]);

        var sent = clock.GetTimestamp();
        var first = await intake.RegisterAsync(batch, cancellationToken);
        if (first is not null)
        {
            // Other points under a name that was used count nothing; the same ones complete what the first attempt left.
            if (first.ContentHash != batch.ContentHash) return await FirstReceiptAsync(first, cancellationToken);
            (batch, sums) = (first, ReadAgain(source, facts, first));
            await intake.MarkAsync(batch, cancellationToken);
        }
        await AppendAsync(batch, sums, sent);
        Count(batch.Receipt, isNew: first is null);
        return batch.Receipt;
    }

    private async Task<(PointBatch Points, string? BatchId)> ReadAsync(
        BatchSource source, ConcurrentDictionary<SeriesName, SeriesFacts> facts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var points = new PointBatch(name => catalog.Known(name) is { } known ? facts[name] = known : null, now);
        var batchId = source.Read(points);
        if (points.Unknown.Count == 0) return (points, batchId);

        // Storage has to be asked: once it was, the bytes are read anew.
        await Parallel.ForEachAsync(points.Unknown, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (name, cancellation) =>
            facts[name] = await catalog.FindAsync(name, cancellation));
        points = new(name => facts[name], now);
        return (points, source.Read(points));
    }

    private static BatchSums ReadAgain(BatchSource source, ConcurrentDictionary<SeriesName, SeriesFacts> facts, BatchRecord first)
    {
        var rejected = first.Receipt.Rejected.ToDictionary(rejection => rejection.Index, rejection => rejection.Code);
        // What was accepted then counts where it did, whatever became of it since.
        var points = new PointBatch(name => facts[name] is { Rejection: null } known ? known : MetricCatalog.Accepted(name), first.ReceivedAt, rejected);
        source.Read(points);
        return points.ToSums();
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

    // From here on the caller's leaving stops nothing: a batch is written or fails as a whole.
    private async Task AppendAsync(BatchRecord batch, BatchSums sums, long sent)
    {
        await Parallel.ForEachAsync(sums.Targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (target, _) =>
            await (sums.Figures.TryGetValue(target, out var deltas)
                ? store.AppendAsync(target, batch, deltas, CancellationToken.None)
                : subjects.AppendAsync(target, batch, sums.Subjects[target], CancellationToken.None)));
        if (clock.GetElapsedTime(sent) > WorkMark.Relied) await intake.MarkAsync(batch, CancellationToken.None);
    }

    private static void Count(MetricsReceipt receipt, bool isNew)
    {
        if (!PromptInstruments.MetricPoints.Enabled) return;
        Add(isNew ? Accepted : Repeated, receipt.Accepted);
        foreach (var (code, rejected) in receipt.Rejected.CountBy(rejection => rejection.Code)) Add(isNew ? code : Repeated, rejected);

        static void Add(string outcome, int points)
        {
            if (points > 0) PromptInstruments.MetricPoints.Add(points, new KeyValuePair<string, object?>(TelemetryTags.Outcome, outcome));
        }
    }
}
