using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The body of an emergency rollback.</summary>
public sealed record RollbackRequest : IAuthored
{
    /// <summary>The version to go back to, which must have been live; the one before where nothing is said.</summary>
    public VersionNumber? To { get; init; }

    /// <summary>Why.</summary>
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
