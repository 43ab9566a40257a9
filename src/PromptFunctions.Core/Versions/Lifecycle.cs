using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>Which step of a version's life may follow which.</summary>
public static class Lifecycle
{
    /// <summary>Checks a step; 409 <c>illegal-transition</c> where the lifecycle does not have it.</summary>
    public static void Require(VersionRecord version, VersionStatus to)
    {
        if (Allows(version.Status, to, version.Served)) return;
        var why = version.Status == VersionStatus.Testing && to == VersionStatus.Draft ? " once it was served" : "";
        throw new ProblemException(ProblemCodes.IllegalTransition,
            $"{version.Id} cannot go from {WireName.Of(version.Status)} to {WireName.Of(to)}{why}.");
    }

    /// <summary>Whether a step may be taken.</summary>
    /// <param name="from">The status now.</param>
    /// <param name="to">The status wanted.</param>
    /// <param name="served">Whether the version was ever served.</param>
    public static bool Allows(VersionStatus from, VersionStatus to, bool served) => (from, to) switch
    {
        (VersionStatus.Draft, VersionStatus.Testing) => true,
        (VersionStatus.Draft, VersionStatus.Archived) => true,
        (VersionStatus.Testing, VersionStatus.Production) => true,
        (VersionStatus.Testing, VersionStatus.Archived) => true,
        (VersionStatus.Testing, VersionStatus.Draft) => !served,
        (VersionStatus.Production, VersionStatus.Deprecated) => true,
        (VersionStatus.Deprecated, VersionStatus.Production) => true,
        (VersionStatus.Deprecated, VersionStatus.Archived) => true,
        _ => false,
    };
}
