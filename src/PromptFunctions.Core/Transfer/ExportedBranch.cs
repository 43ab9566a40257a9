using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>A branch in an export.</summary>
public sealed record ExportedBranch
{
    /// <summary>Its name.</summary>
    public string? Branch { get; init; }

    /// <summary>The version it left main at, or was last merged as.</summary>
    public VersionNumber? Base { get; init; }

    /// <summary>Its newest version; the base where nothing is said.</summary>
    public VersionNumber? Head { get; init; }

    /// <summary>The number of its newest version.</summary>
    public int? Counter { get; init; }

    /// <summary>How many versions it has since its base.</summary>
    public int? Ahead { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }
}
