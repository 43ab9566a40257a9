using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Experiments;

/// <summary>The body that stops an experiment.</summary>
public sealed record StopExperimentRequest : IAuthored
{
    /// <summary>What <see cref="Promote"/> calls the arm that won.</summary>
    public const string Winner = "winner";

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>What goes live at once: <c>winner</c> or an arm; nothing where it is not given.</summary>
    public string? Promote { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body.</summary>
    public void Validate()
    {
        RequestChecks.Text("reason", Reason);
        RequestChecks.Text("promote", Promote);
        RequestChecks.Text("author", Author);
    }
}
