namespace PromptFunctions.Core.Versions;

/// <summary>The words that name a version besides its number.</summary>
public static class VersionSelector
{
    /// <summary>The highest version on main, whatever its status.</summary>
    public const string Latest = "latest";

    /// <summary>The live version.</summary>
    public const string Production = "production";
}
