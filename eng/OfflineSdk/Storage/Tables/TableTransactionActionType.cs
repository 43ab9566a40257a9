namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Adds the entity; fails where it exists.</summary>
    Add = 0,

    /// <summary>Merges into the entity.</summary>
    UpdateMerge = 1,

    /// <summary>Replaces the entity.</summary>
    UpdateReplace = 2,

    /// <summary>Deletes the entity; fails where there is none.</summary>
    Delete = 3,

    /// <summary>Merges into the entity or adds it.</summary>
    UpsertMerge = 4,

    /// <summary>Replaces the entity or adds it.</summary>
    UpsertReplace = 5,
}
