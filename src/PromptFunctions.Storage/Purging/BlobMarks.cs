using System.Buffers.Binary;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Purging;
using PromptFunctions.Storage.Blobs;

namespace PromptFunctions.Storage.Purging;

/// <summary>Marks as blobs: 16 bytes each.</summary>
internal sealed class BlobMarks(StorageClients clients, TimeProvider clock) : IBlobMarks
{
    private const int Bytes = 16;

    private readonly BlobGateway blobs = new(clients.Blobs, BlobGateway.Marks, clock);

    /// <inheritdoc/>
    public async Task<string> SaveAsync(IReadOnlyCollection<BlobMark> marks, CancellationToken cancellationToken)
    {
        var place = Ulid.New(clock.GetUtcNow());
        var bytes = new byte[marks.Count * Bytes];
        var at = 0;
        foreach (var mark in marks) BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(Bytes * at++), mark.Half);
        await blobs.PutAsync(place, bytes, cancellationToken);
        return place;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<BlobMark>> ReadAsync(IReadOnlyList<string> places, CancellationToken cancellationToken)
    {
        var marks = new HashSet<BlobMark>();
        foreach (var place in places)
        {
            var bytes = await blobs.GetAsync(place, cancellationToken);
            for (; !bytes.IsEmpty; bytes = bytes[Bytes..]) marks.Add(new(BinaryPrimitives.ReadUInt128BigEndian(bytes.Span)));
        }
        return marks;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string place, CancellationToken cancellationToken) => blobs.DeleteAsync(place, cancellationToken);
}
