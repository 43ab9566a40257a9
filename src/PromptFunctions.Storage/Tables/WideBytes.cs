using Azure.Data.Tables;

namespace PromptFunctions.Storage.Tables;

/// <summary>Bytes of any length in rows that are replaced as a whole: a property holds 64 KiB, so longer ones go on in further properties.</summary>
internal static class WideBytes
{
    private const int PartBytes = 60_000;

    /// <summary>Writes bytes.</summary>
    public static void Set(TableEntity row, string name, ReadOnlySpan<byte> bytes)
    {
        var part = 0;
        do
        {
            var length = Math.Min(PartBytes, bytes.Length);
            row[Part(name, part++)] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }
        while (!bytes.IsEmpty);
    }

    /// <summary>Reads bytes that every row of its kind has.</summary>
    public static byte[] Require(TableEntity row, string name)
    {
        var first = row.GetBinary(name) ?? throw new InvalidDataException($"The row {row.PartitionKey}/{row.RowKey} has no {name}.");
        if (!row.ContainsKey(Part(name, 1))) return first;
        var parts = new List<byte[]> { first };
        while (row.TryGetValue(Part(name, parts.Count), out var next)) parts.Add((byte[])next);
        return [.. parts.SelectMany(part => part)];
    }

    private static string Part(string name, int part) => part == 0 ? name : $"{name}{part}";
}
