namespace Azure.Data.Tables;

/// <summary>What an update does to the properties that it does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>Keeps them.</summary>
    Merge = 0,

    /// <summary>Drops them.</summary>
    Replace = 1,
}
