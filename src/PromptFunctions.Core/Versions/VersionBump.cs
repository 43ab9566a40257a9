namespace PromptFunctions.Core.Versions;

/// <summary>Which number of the version goes up.</summary>
public enum VersionBump
{
    /// <summary>A change that no caller notices in its variables.</summary>
    Patch,

    /// <summary>An addition.</summary>
    Minor,

    /// <summary>A change that callers have to follow.</summary>
    Major,
}
