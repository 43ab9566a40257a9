namespace PromptFunctions.Core.Versions;

/// <summary>Where a version stands in its life.</summary>
public enum VersionStatus
{
    /// <summary>Being written; its content may change until it is served.</summary>
    Draft,

    /// <summary>Being tried.</summary>
    Testing,

    /// <summary>Live. At most one version of a prompt is.</summary>
    Production,

    /// <summary>Was live, and may be again.</summary>
    Deprecated,

    /// <summary>Put away for good; it still resolves when it is pinned.</summary>
    Archived,
}
