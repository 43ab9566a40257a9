using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Backups;

/// <summary>Splits a backup into lines as it comes.</summary>
internal static class BackupLines
{
    /// <summary>The longest line: a version whose content doubles and trebles as JSON, or a transaction's figures.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>The lines without their line feeds. Each is valid until the next is asked for; 413 where one is too long.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(PipeReader input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var isCompleted = false; !isCompleted;)
        {
            var read = await input.ReadAsync(cancellationToken);
            isCompleted = read.IsCompleted;
            var left = read.Buffer;
            try
            {
                while (left.PositionOf((byte)'\n') is { } end)
                {
                    yield return Whole(left.Slice(0, end));
                    left = left.Slice(left.GetPosition(1, end));
                }
                if (left.Length > MostBytes) throw TooLong();
                if (isCompleted && !left.IsEmpty) yield return Whole(left);
            }
            finally
            {
                // Also where nobody reads on: the server has to get rid of what is left.
                input.AdvanceTo(left.Start, left.End);
            }
        }
    }

    /// <summary>The kind that a line says; 400 where it says none.</summary>
    public static string KindOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("kind")
                && reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString()!;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw ProblemException.Invalid("", "The line is not JSON.");
        }
        throw ProblemException.Invalid("kind", "must be the first member of a line, and say what it is.");
    }

    private static ReadOnlyMemory<byte> Whole(ReadOnlySequence<byte> line) =>
        line.Length > MostBytes ? throw TooLong() : line.IsSingleSegment ? line.First : line.ToArray();

    private static ProblemException TooLong() => Limits.Exceeded("A line", MostBytes, "bytes");
}
