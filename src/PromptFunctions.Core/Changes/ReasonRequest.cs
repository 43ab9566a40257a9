using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Changes;

/// <summary>The body of a change that needs no more than why, and who.</summary>
public sealed record ReasonRequest : IAuthored
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
