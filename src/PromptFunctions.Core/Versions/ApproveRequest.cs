using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that approves a version.</summary>
public sealed record ApproveRequest : IAuthored
{
    /// <summary>Why, for the audit.</summary>
    public string? Reason { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body.</summary>
    public void Validate()
    {
        RequestChecks.Text("reason", Reason);
        RequestChecks.Text("author", Author);
    }
}
