namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
public class TableTransactionAction
{
    /// <summary>Creates an action without a condition.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>Creates an action on condition that the entity's ETag is this one.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
    {
        ActionType = actionType;
        Entity = entity;
        ETag = etag;
    }

    /// <summary>What it does.</summary>
    public TableTransactionActionType ActionType { get; }

    /// <summary>The entity that it does it to.</summary>
    public ITableEntity Entity { get; }

    /// <summary>The ETag that the entity must have; default for none.</summary>
    public ETag ETag { get; }
}
