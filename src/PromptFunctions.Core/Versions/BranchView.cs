using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>A branch as the API shows it.</summary>
/// <param name="Branch">Its name.</param>
/// <param name="Head">Its newest version; the base while it has none of its own.</param>
/// <param name="Base">The version it left main at, or was last merged as.</param>
/// <param name="Ahead">How many versions it has since its base.</param>
/// <param name="Behind">How many versions main has beyond its base.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record BranchView(string Branch, VersionNumber? Head, VersionNumber? Base, int Ahead, int Behind, DateTimeOffset CreatedAt, string? CreatedBy)
{
    /// <summary>Shows a branch.</summary>
    public static BranchView Of(string name, BranchRecord branch, int behind) =>
        new(name, branch.Head, branch.Base, branch.Ahead, behind, branch.CreatedAt, branch.CreatedBy);
}
