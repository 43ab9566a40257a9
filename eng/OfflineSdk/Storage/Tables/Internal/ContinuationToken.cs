namespace Azure.Data.Tables.Internal;

/// <summary>Where a query's next page begins; as text, both keys with a space between.</summary>
internal sealed record ContinuationToken(string NextPartitionKey, string NextRowKey)
{
    public static ContinuationToken From(Response response)
    {
        response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partitionKey);
        response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var rowKey);
        return partitionKey is null && rowKey is null ? null : new ContinuationToken(partitionKey, rowKey);
    }

    public static ContinuationToken Parse(string token)
    {
        if (token is null || token.Length <= 1) return null;
        var keys = token.Split(' ', 2);
        return new ContinuationToken(keys[0], keys.Length > 1 && keys[1].Length > 0 ? keys[1] : null);
    }

    public override string ToString() => $"{NextPartitionKey} {NextRowKey}";
}
