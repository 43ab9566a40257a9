using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Prompts;

/// <summary>The two rows that every change to a prompt starts from, read at one instant.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Route">What of it is served.</param>
public sealed record PromptHead(PromptRecord Prompt, RouteRecord Route)
{
    /// <summary>A head that must be there; 404 where it is not.</summary>
    public static PromptHead Require(PromptHead? head, string name) =>
        head ?? throw new ProblemException(ProblemCodes.UnknownPrompt, $"There is no prompt '{name}'.");
}
