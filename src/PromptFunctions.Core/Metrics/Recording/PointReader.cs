using System.Text;
using System.Text.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Reads one point from JSON, strictly: what is wrong with its form is told of the point, and the rest is read on.</summary>
internal static class PointReader
{
    private enum Member
    {
        Unknown = -1,
        Prompt,
        Version,
        Metric,
        Value,
        At,
        Subject,
        Assignment,
    }

    private const int Required = (1 << (int)Member.Prompt) | (1 << (int)Member.Version) | (1 << (int)Member.Metric) | (1 << (int)Member.Value);

    /// <summary>Reads the value that the reader stands on.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static void Read(scoped ref Utf8JsonReader reader, ref RawPoint point)
    {
        point = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            point.Error = "A point must be an object.";
            reader.Skip();
            return;
        }
        var (seen, given) = (0, 0);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader);
            var name = member == Member.Unknown ? Name(ref reader) : null;
            reader.Read();
            if (member == Member.Unknown)
            {
                point.Error ??= $"{name} is not a known member.";
                reader.Skip();
                continue;
            }
            if ((seen & (1 << (int)member)) != 0) point.Error ??= $"{NameOf(member)} occurs more than once.";
            seen |= 1 << (int)member;
            if (reader.TokenType != JsonTokenType.Null) given |= 1 << (int)member;
            Take(ref reader, member, ref point);
        }
        if ((given & Required) != Required) point.Error ??= $"lacks {NameOf(FirstMissing(given))}.";
    }

    /// <summary>Takes a subject, or notes what is wrong with it.</summary>
    public static void TakeSubject(ReadOnlySpan<byte> text, ref RawPoint point)
    {
        if (text.Length > Limits.SubjectCharacters && Encoding.UTF8.GetCharCount(text) > Limits.SubjectCharacters)
            point.Error ??= $"subject must have at most {Limits.SubjectCharacters} characters.";
        else point.Subject = text;
    }

    /// <summary>Takes the time that the reader stands on, or notes what is wrong with it.</summary>
    public static void TakeTime(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ref RawPoint point)
    {
        if (HasOffset(text) && reader.TryGetDateTimeOffset(out var at)) point.At = at;
        else point.Error ??= "at must be a time in ISO 8601 with an offset, such as 2026-01-31T12:00:00Z.";
    }

    private static void Take(scoped ref Utf8JsonReader reader, Member member, ref RawPoint point)
    {
        if (member == Member.Value)
        {
            if (reader.TokenType == JsonTokenType.Null) return;
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out point.Value)) point.Error ??= "value must be a number.";
            reader.Skip();
            return;
        }
        if (reader.TokenType == JsonTokenType.Null) return;
        if (reader.TokenType != JsonTokenType.String || !JsonTexts.TryGet(ref reader, out var text))
        {
            point.Error ??= $"{NameOf(member)} must be a text.";
            reader.Skip();
            return;
        }
        switch (member)
        {
            case Member.Prompt: point.Prompt = text; break;
            case Member.Version: point.Version = text; break;
            case Member.Metric: point.Metric = text; break;
            case Member.Assignment: point.Assignment = text; break;
            case Member.Subject: TakeSubject(text, ref point); break;
            case Member.At: TakeTime(ref reader, text, ref point); break;
        }
    }

    // Half of a surrogate pair is no name that there is, and the reader must not be asked to compare it.
    private static Member MemberOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && !JsonTexts.TryGet(ref reader, out _) ? Member.Unknown
        : reader.ValueTextEquals("prompt"u8) ? Member.Prompt
        : reader.ValueTextEquals("version"u8) ? Member.Version
        : reader.ValueTextEquals("metric"u8) ? Member.Metric
        : reader.ValueTextEquals("value"u8) ? Member.Value
        : reader.ValueTextEquals("at"u8) ? Member.At
        : reader.ValueTextEquals("subject"u8) ? Member.Subject
        : reader.ValueTextEquals("assignment"u8) ? Member.Assignment
        : Member.Unknown;

    // Z, or a sign, two digits, a colon and two digits.
    private static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.Length > 10 && (text[^1] == (byte)'Z' || (text[^3] == (byte)':' && text[^6] is (byte)'+' or (byte)'-'));

    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonTexts.Shown(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "A name with half of a surrogate pair";
        }
    }

    private static Member FirstMissing(int seen)
    {
        var member = Member.Prompt;
        while ((seen & (1 << (int)member)) != 0) member++;
        return member;
    }

    private static string NameOf(Member member) => member.ToString().ToLowerInvariant();
}
