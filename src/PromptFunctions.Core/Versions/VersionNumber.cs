using System.Diagnostics.CodeAnalysis;
using NuGet.Versioning;

namespace PromptFunctions.Core.Versions;

/// <summary>
/// A version under Semantic Versioning 2.0.0, parsed strictly, without build metadata. Order and equality are the
/// library's: pre-release labels compare without regard to case.
/// </summary>
public sealed class VersionNumber : IComparable<VersionNumber>, IEquatable<VersionNumber>
{
    /// <summary>The longest text, so that a version always fits a storage key.</summary>
    public const int MaximumLength = 128;

    /// <summary>What a version looks like, for messages.</summary>
    public const string Form = "a semantic version such as 1.2.0, without build metadata";

    /// <summary>What the first version counts from.</summary>
    public static readonly VersionNumber Zero = new(new SemanticVersion(0, 0, 0));

    private readonly SemanticVersion value;
    private readonly string text;

    private VersionNumber(SemanticVersion value)
    {
        this.value = value;
        text = value.ToNormalizedString();
    }

    /// <summary>The first number.</summary>
    public int Major => value.Major;

    /// <summary>The second number.</summary>
    public int Minor => value.Minor;

    /// <summary>The third number.</summary>
    public int Patch => value.Patch;

    /// <summary>Whether it is a pre-release.</summary>
    public bool IsPrerelease => value.IsPrerelease;

    /// <summary>The pre-release's labels, in order; empty for a release.</summary>
    public IReadOnlyList<string> Labels => [.. value.ReleaseLabels];

    /// <summary>Reads an exact version.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out VersionNumber? version)
    {
        version = text is { Length: <= MaximumLength } && !text.Contains('+') && SemanticVersion.TryParse(text, out var parsed) ? new(parsed) : null;
        return version is not null;
    }

    /// <summary>Reads an exact version that was written by this product.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static VersionNumber Parse(string text) => TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not {Form}.");

    /// <summary>The next version, counted as npm does: a pre-release goes to the release that it precedes where that is far enough.</summary>
    /// <exception cref="OverflowException">The number is the highest there is.</exception>
    public VersionNumber Next(VersionBump bump) => bump switch
    {
        VersionBump.Major => Release(IsPrerelease && Minor == 0 && Patch == 0 ? Major : checked(Major + 1), 0, 0),
        VersionBump.Minor => Release(Major, IsPrerelease && Patch == 0 ? Minor : checked(Minor + 1), 0),
        _ => Release(Major, Minor, IsPrerelease ? Patch : checked(Patch + 1)),
    };

    /// <summary>The pre-release of the next patch with the given labels, as branches have it: <c>1.0.4-concise.2</c>.</summary>
    public VersionNumber NextOnBranch(string branch, int counter)
    {
        var next = Next(VersionBump.Patch);
        return new(new SemanticVersion(next.Major, next.Minor, next.Patch, [branch, counter.ToString(System.Globalization.CultureInfo.InvariantCulture)], null));
    }

    /// <inheritdoc/>
    public int CompareTo(VersionNumber? other) => value.CompareTo(other?.value);

    /// <inheritdoc/>
    public bool Equals(VersionNumber? other) => other is not null && CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionNumber);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(HashCode.Combine(Major, Minor, Patch));
        // As the library compares labels: as numbers where they are some, else without regard to case.
        foreach (var label in value.ReleaseLabels)
            hash.Add(int.TryParse(label, out var number) ? number : StringComparer.OrdinalIgnoreCase.GetHashCode(label));
        return hash.ToHashCode();
    }

    /// <summary>The text, as <c>1.0.4-concise.2</c>.</summary>
    public override string ToString() => text;

    /// <summary>Whether the library calls them equal.</summary>
    public static bool operator ==(VersionNumber? left, VersionNumber? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether the library does not call them equal.</summary>
    public static bool operator !=(VersionNumber? left, VersionNumber? right) => !(left == right);

    /// <summary>Whether the left precedes the right.</summary>
    public static bool operator <(VersionNumber left, VersionNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left follows the right.</summary>
    public static bool operator >(VersionNumber left, VersionNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left does not follow the right.</summary>
    public static bool operator <=(VersionNumber left, VersionNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left does not precede the right.</summary>
    public static bool operator >=(VersionNumber left, VersionNumber right) => left.CompareTo(right) >= 0;

    private static VersionNumber Release(int major, int minor, int patch) => new(new SemanticVersion(major, minor, patch));
}
