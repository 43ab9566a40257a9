using System.Buffers;

namespace PromptFunctions.Http;

/// <summary>A request's bytes, in memory that is used again once they are disposed of.</summary>
public sealed class PooledBody : IDisposable
{
    private byte[]? buffer;
    private int length;

    /// <summary>Makes room for so many bytes; more is made where it is needed.</summary>
    public PooledBody(int expected) => buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 1));

    /// <summary>The bytes so far.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Room for further bytes, never empty.</summary>
    public Memory<byte> Room()
    {
        if (length == buffer!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        return buffer.AsMemory(length);
    }

    /// <summary>Takes bytes that were written into the room.</summary>
    public void Take(int count) => length += count;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (buffer is null) return;
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = (null, 0);
    }
}
