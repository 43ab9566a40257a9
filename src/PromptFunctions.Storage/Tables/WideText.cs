using Azure.Data.Tables;

namespace PromptFunctions.Storage.Tables;

/// <summary>Texts of any length in rows: a property holds 64 KiB of UTF-16, so longer ones go on in further properties.</summary>
internal static class WideText
{
    private const int PartCharacters = 32_000;

    /// <summary>Writes a text. The number of parts is always said, so that a merge with fewer parts leaves nothing behind.</summary>
    public static void Set(TableEntity row, string name, string? text)
    {
        var parts = 0;
        for (var start = 0; start < text?.Length; parts++)
        {
            var end = Math.Min(start + PartCharacters, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
            row[Part(name, parts)] = text[start..end];
            start = end;
        }
        if (text is { Length: 0 }) row[name] = text;
        row[name + "Parts"] = text is null ? -1 : parts;
    }

    /// <summary>Reads a text; null where none was written.</summary>
    public static string? Get(TableEntity row, string name) => row.GetInt32(name + "Parts") switch
    {
        null or < 0 => null,
        0 => "",
        var parts => string.Concat(Enumerable.Range(0, parts.Value).Select(part => row.GetString(Part(name, part)))),
    };

    /// <summary>Reads a text that every row of its kind has.</summary>
    public static string Require(TableEntity row, string name) =>
        Get(row, name) ?? throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} has no {name}.");

    private static string Part(string name, int part) => part == 0 ? name : $"{name}{part}";
}
