using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Versions;

/// <summary>The body that takes a version to another status.</summary>
public sealed record PromoteRequest : IAuthored
{
    /// <summary>The status.</summary>
    public VersionStatus? Status { get; init; }

    /// <summary>Why, for the audit.</summary>
    public string? Reason { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body, and gives the status asked for.</summary>
    public VersionStatus Validate()
    {
        RequestChecks.Text("reason", Reason);
        RequestChecks.Text("author", Author);
        return Status ?? throw ProblemException.Invalid("status", "is required.");
    }
}
