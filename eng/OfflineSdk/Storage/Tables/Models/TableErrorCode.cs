namespace Azure.Data.Tables.Models;

/// <summary>An error code of the table service.</summary>
public readonly struct TableErrorCode(string value) : IEquatable<TableErrorCode>
{
    private readonly string value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>EntityAlreadyExists.</summary>
    public static TableErrorCode EntityAlreadyExists { get; } = new(nameof(EntityAlreadyExists));

    /// <summary>EntityNotFound.</summary>
    public static TableErrorCode EntityNotFound { get; } = new(nameof(EntityNotFound));

    /// <summary>EntityTooLarge.</summary>
    public static TableErrorCode EntityTooLarge { get; } = new(nameof(EntityTooLarge));

    /// <summary>InvalidDuplicateRow.</summary>
    public static TableErrorCode InvalidDuplicateRow { get; } = new(nameof(InvalidDuplicateRow));

    /// <summary>InvalidInput.</summary>
    public static TableErrorCode InvalidInput { get; } = new(nameof(InvalidInput));

    /// <summary>KeyValueTooLarge.</summary>
    public static TableErrorCode KeyValueTooLarge { get; } = new(nameof(KeyValueTooLarge));

    /// <summary>OperationTimedOut.</summary>
    public static TableErrorCode OperationTimedOut { get; } = new(nameof(OperationTimedOut));

    /// <summary>OutOfRangeInput.</summary>
    public static TableErrorCode OutOfRangeInput { get; } = new(nameof(OutOfRangeInput));

    /// <summary>PropertyNameInvalid.</summary>
    public static TableErrorCode PropertyNameInvalid { get; } = new(nameof(PropertyNameInvalid));

    /// <summary>PropertyNameTooLong.</summary>
    public static TableErrorCode PropertyNameTooLong { get; } = new(nameof(PropertyNameTooLong));

    /// <summary>PropertyValueTooLarge.</summary>
    public static TableErrorCode PropertyValueTooLarge { get; } = new(nameof(PropertyValueTooLarge));

    /// <summary>ResourceNotFound.</summary>
    public static TableErrorCode ResourceNotFound { get; } = new(nameof(ResourceNotFound));

    /// <summary>TableAlreadyExists.</summary>
    public static TableErrorCode TableAlreadyExists { get; } = new(nameof(TableAlreadyExists));

    /// <summary>TableBeingDeleted.</summary>
    public static TableErrorCode TableBeingDeleted { get; } = new(nameof(TableBeingDeleted));

    /// <summary>TableNotFound.</summary>
    public static TableErrorCode TableNotFound { get; } = new(nameof(TableNotFound));

    /// <summary>TooManyProperties.</summary>
    public static TableErrorCode TooManyProperties { get; } = new(nameof(TooManyProperties));

    /// <summary>UpdateConditionNotSatisfied.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new(nameof(UpdateConditionNotSatisfied));

    /// <summary>The code of this text.</summary>
    public static implicit operator TableErrorCode(string value) => new(value);

    /// <summary>Whether both are one code.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Whether they are two codes.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Whether the text is this code.</summary>
    public static bool operator ==(TableErrorCode code, string value) => value != null && code.Equals(value);

    /// <summary>Whether the text is another code.</summary>
    public static bool operator !=(TableErrorCode code, string value) => !(code == value);

    /// <summary>Whether the text is this code.</summary>
    public static bool operator ==(string value, TableErrorCode code) => code == value;

    /// <summary>Whether the text is another code.</summary>
    public static bool operator !=(string value, TableErrorCode code) => !(code == value);

    /// <inheritdoc/>
    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    /// <inheritdoc/>
    public override string ToString() => value;
}
