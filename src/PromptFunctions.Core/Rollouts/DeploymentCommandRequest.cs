using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Rollouts;

/// <summary>The body of a command to a deployment.</summary>
public sealed record DeploymentCommandRequest : IAuthored
{
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
