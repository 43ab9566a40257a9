using System.Diagnostics.CodeAnalysis;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>Another prompt that a version includes, with the range of versions it accepts, as npm has it.</summary>
/// <param name="Prompt">The other prompt's name.</param>
/// <param name="Operator"><c>^</c>, <c>~</c>, or none for exactly that version.</param>
/// <param name="Version">The lowest version accepted.</param>
public sealed record Dependency(string Prompt, char? Operator, VersionNumber Version)
{
    /// <summary>Reads <c>other_prompt@^1.2.0</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Dependency? dependency)
    {
        dependency = null;
        if (text?.Split('@') is not [var prompt, { Length: > 0 } range] || !Names.IsName(prompt)) return false;
        char? @operator = range[0] is '^' or '~' ? range[0] : null;
        if (!VersionNumber.TryParse(@operator is null ? range : range[1..], out var version)) return false;
        dependency = new(prompt, @operator, version);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Prompt}@{Operator}{Version}";

    /// <summary>Checks a request's dependencies.</summary>
    public static void Validate(RequestChecks checks, string path, string prompt, IReadOnlyList<string>? dependencies)
    {
        checks.Texts(path, dependencies);
        for (var i = 0; i < dependencies?.Count; i++)
        {
            if (TryParse(dependencies[i], out var dependency)) checks.Require(dependency.Prompt != prompt, $"{path}[{i}]", "is the prompt itself.");
            else checks.Error($"{path}[{i}]", "must be a prompt and a range, such as other_prompt@^1.2.0 (^, ~, or exact).");
        }
    }

    /// <summary>Whether a version lies in the range. A pre-release does only where the range names one of the same release.</summary>
    public bool Accepts(VersionNumber version)
    {
        if (Operator is null || version == Version) return version == Version;
        var sameRelease = (version.Major, version.Minor, version.Patch) == (Version.Major, Version.Minor, Version.Patch);
        if (version < Version || (version.IsPrerelease && !(Version.IsPrerelease && sameRelease))) return false;
        if (version.Major != Version.Major) return false;
        if (Operator == '~' || (Operator == '^' && Version.Major == 0 && Version.Minor > 0)) return version.Minor == Version.Minor;
        return Version.Major > 0 || (version.Minor == 0 && version.Patch == Version.Patch);
    }
}
