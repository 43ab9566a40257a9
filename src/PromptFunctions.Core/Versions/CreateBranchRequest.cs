using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that makes a branch.</summary>
public sealed record CreateBranchRequest : IAuthored
{
    /// <summary>The name of the new branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The exact version it begins at.</summary>
    public VersionNumber? From { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body, and gives the branch's name and its base.</summary>
    public (string Branch, VersionNumber From) Validate()
    {
        RequestChecks.Text("author", Author);
        var checks = new RequestChecks();
        checks.Require(Branch is not null, "branch", "is required.");
        checks.Require(From is not null, "from", "is required.");
        checks.ThrowIfAny();
        Names.RequireBranch("branch", Branch!);
        return (Branch!, From!);
    }
}
