using System.Text.Json;
using System.Text.Unicode;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Reads a batch's points one after the other, in one pass over the request's bytes.</summary>
internal static class PointParser
{
    // A point is flat; what is nested deeper is no point, and is skipped.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a batch; 400 where it is none, 413 where it has too many points. Gives the batch id that stands in it.</summary>
    public static string? Parse(ReadOnlySpan<byte> body, PointFormat format, PointBatch batch)
    {
        if (format == PointFormat.Json) return ParseDocument(body, PointItem.Instance, batch);
        ParseLines(body, batch);
        return null;
    }

    /// <summary>Checks a batch id; 400 where it is none.</summary>
    public static string RequireBatchId(string batchId) => batchId.Length is > 0 and <= RecordMetricsRequest.BatchIdCharacters
        ? batchId
        : throw ProblemException.Invalid("batchId", $"must have 1 to {RecordMetricsRequest.BatchIdCharacters} characters.");

    /// <summary>Reads a batch that is one JSON document; 400 where it is none, 413 where it has too many items. Gives the batch id that stands in it.</summary>
    public static string? ParseDocument(ReadOnlySpan<byte> body, IBatchItem items, PointBatch batch)
    {
        if (!Utf8.IsValid(body)) throw ProblemException.Invalid("", "The body is not valid UTF-8.");
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            return ParseDocument(ref reader, items, batch);
        }
        catch (JsonException e)
        {
            throw ProblemException.Invalid("", $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine}.");
        }
    }

    private static string? ParseDocument(ref Utf8JsonReader reader, IBatchItem items, PointBatch batch)
    {
        string? batchId = null;
        var (hasList, hasBatchId, hasAuthor) = (false, false, false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw ProblemException.Invalid("", "The body must be an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (Decoded(ref reader, ""))
            {
                case var list when list == items.List:
                    Once(ref hasList, list);
                    ParseList(ref reader, items, batch);
                    break;
                case "batchId":
                    Once(ref hasBatchId, "batchId");
                    if (Text(ref reader, "batchId") is { } id) batchId = RequireBatchId(id);
                    break;
                case "author":
                    Once(ref hasAuthor, "author");
                    RequestChecks.Text("author", Text(ref reader, "author"));
                    break;
                case var other:
                    throw ProblemException.Invalid(other, "is not a known member.");
            }
        }
        // Nothing but white space may follow.
        reader.Read();
        return hasList ? batchId : throw ProblemException.Invalid(items.List, "is required.");
    }

    private static void ParseList(ref Utf8JsonReader reader, IBatchItem items, PointBatch batch)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw ProblemException.Invalid(items.List, "must be a list.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Read(ref reader, batch);
    }

    private static void ParseLines(ReadOnlySpan<byte> body, PointBatch batch)
    {
        var point = default(RawPoint);
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \t\r"u8);
            if (line.IsEmpty) continue;
            if (TryParseLine(line, ref point)) batch.Add(in point);
            else batch.AddMalformed();
        }
    }

    private static bool TryParseLine(ReadOnlySpan<byte> line, ref RawPoint point)
    {
        if (!Utf8.IsValid(line)) return false;
        var reader = new Utf8JsonReader(line, Options);
        try
        {
            if (!reader.Read()) return false;
            PointReader.Read(ref reader, ref point);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? Text(ref Utf8JsonReader reader, string member)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => Decoded(ref reader, member),
            _ => throw ProblemException.Invalid(member, "must be a text."),
        };
    }

    private static string Decoded(ref Utf8JsonReader reader, string member)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ProblemException.Invalid(member, "has half of a surrogate pair.");
        }
    }

    private static void Once(ref bool seen, string member)
    {
        if (seen) throw ProblemException.Invalid(member, "occurs more than once.");
        seen = true;
    }
}
