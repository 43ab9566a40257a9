namespace Azure.Data.Tables;

/// <summary>What every entity of a table has.</summary>
public interface ITableEntity
{
    /// <summary>The partition that the entity belongs to.</summary>
    string PartitionKey { get; set; }

    /// <summary>The entity's key in its partition.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last changed the entity.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The entity's version at the service.</summary>
    ETag ETag { get; set; }
}
