using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>The body that sets a label.</summary>
public sealed record PutLabelRequest : IAuthored
{
    /// <summary>The exact version.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body, and gives the version.</summary>
    public VersionNumber Validate()
    {
        RequestChecks.Text("author", Author);
        return Version ?? throw ProblemException.Invalid("version", "is required.");
    }
}
