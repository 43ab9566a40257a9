using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that merges a branch.</summary>
public sealed record MergeBranchRequest : IAuthored
{
    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Why, for the audit.</summary>
    public string? Reason { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body.</summary>
    public void Validate()
    {
        RequestChecks.Text("description", Description);
        RequestChecks.Text("reason", Reason);
        RequestChecks.Text("author", Author);
    }
}
