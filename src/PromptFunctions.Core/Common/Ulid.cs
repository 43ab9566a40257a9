using System.Security.Cryptography;

namespace PromptFunctions.Core.Common;

/// <summary>
/// Universally unique, lexicographically sortable identifiers: 48 bits of milliseconds and 80 random bits in
/// 26 characters of Crockford's base 32 (the ULID specification).
/// </summary>
public static class Ulid
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int TimeCharacters = 10;

    /// <summary>Whether a text is an identifier as <see cref="New"/> makes them.</summary>
    public static bool IsUlid(string text) => text.Length == 26 && text[0] <= '7' && text.All(Alphabet.Contains);

    /// <summary>
    /// The identifier whose order is the opposite: what was made later sorts before. Applied twice it gives the identifier
    /// itself.
    /// </summary>
    public static string Inverse(string ulid) => string.Create(ulid.Length, ulid, static (text, ulid) =>
    {
        for (var i = 0; i < text.Length; i++) text[i] = Alphabet[31 - Alphabet.IndexOf(ulid[i], StringComparison.Ordinal)];
    });

    /// <summary>A new identifier of the given time.</summary>
    public static string New(DateTimeOffset time) => string.Create(26, time.ToUnixTimeMilliseconds(), static (text, milliseconds) =>
    {
        for (var i = 9; i >= 0; i--, milliseconds >>= 5) text[i] = Alphabet[(int)(milliseconds & 31)];
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        for (var i = 0; i < 16; i++) text[10 + i] = Alphabet[random[i] & 31];
    });

    /// <summary>The first of all identifiers of the given time and later.</summary>
    public static string First(DateTimeOffset time) => New(time)[..TimeCharacters].PadRight(26, Alphabet[0]);

    /// <summary>The time of an identifier, to the millisecond.</summary>
    public static DateTimeOffset TimeOf(string ulid) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ulid.Take(TimeCharacters).Aggregate(0L, (time, c) => (time << 5) | (long)Alphabet.IndexOf(c, StringComparison.Ordinal)));
}
