namespace Azure.Storage.Blobs.Models;

/// <summary>An error code of the blob service.</summary>
public readonly struct BlobErrorCode(string value) : IEquatable<BlobErrorCode>
{
    private readonly string value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>BlobAlreadyExists.</summary>
    public static BlobErrorCode BlobAlreadyExists { get; } = new(nameof(BlobAlreadyExists));

    /// <summary>BlobNotFound.</summary>
    public static BlobErrorCode BlobNotFound { get; } = new(nameof(BlobNotFound));

    /// <summary>ConditionNotMet.</summary>
    public static BlobErrorCode ConditionNotMet { get; } = new(nameof(ConditionNotMet));

    /// <summary>ContainerAlreadyExists.</summary>
    public static BlobErrorCode ContainerAlreadyExists { get; } = new(nameof(ContainerAlreadyExists));

    /// <summary>ContainerBeingDeleted.</summary>
    public static BlobErrorCode ContainerBeingDeleted { get; } = new(nameof(ContainerBeingDeleted));

    /// <summary>ContainerNotFound.</summary>
    public static BlobErrorCode ContainerNotFound { get; } = new(nameof(ContainerNotFound));

    /// <summary>InternalError.</summary>
    public static BlobErrorCode InternalError { get; } = new(nameof(InternalError));

    /// <summary>OperationTimedOut.</summary>
    public static BlobErrorCode OperationTimedOut { get; } = new(nameof(OperationTimedOut));

    /// <summary>ServerBusy.</summary>
    public static BlobErrorCode ServerBusy { get; } = new(nameof(ServerBusy));

    /// <summary>The code of this text.</summary>
    public static implicit operator BlobErrorCode(string value) => new(value);

    /// <summary>Whether both are one code.</summary>
    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);

    /// <summary>Whether they are two codes.</summary>
    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);

    /// <summary>Whether the text is this code.</summary>
    public static bool operator ==(BlobErrorCode code, string value) => value != null && code.Equals(value);

    /// <summary>Whether the text is another code.</summary>
    public static bool operator !=(BlobErrorCode code, string value) => !(code == value);

    /// <summary>Whether the text is this code.</summary>
    public static bool operator ==(string value, BlobErrorCode code) => code == value;

    /// <summary>Whether the text is another code.</summary>
    public static bool operator !=(string value, BlobErrorCode code) => !(code == value);

    /// <inheritdoc/>
    public bool Equals(BlobErrorCode other) => string.Equals(value, other.value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is BlobErrorCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(value ?? "");

    /// <inheritdoc/>
    public override string ToString() => value;
}
