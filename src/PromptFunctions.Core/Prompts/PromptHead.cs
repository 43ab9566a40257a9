using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>The two rows that every change to a prompt starts from, read at one instant.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Route">What of it is served.</param>
public sealed record PromptHead(PromptRecord Prompt, RouteRecord Route)
{
    /// <summary>Checks that a version that was read after the head fits it: another instance may have changed both in between.</summary>
    /// <exception cref="StaleReadException">It does not, so all has to be read again.</exception>
    public void RequireSameInstant(VersionRecord version)
    {
        var isLive = Route.Live?.Version == version.Version;
        if (isLive != (version.Status == VersionStatus.Production)
            || !Prompt.StatusCounts.ContainsKey(version.Status)
            || !Prompt.Branches.ContainsKey(version.Branch))
        {
            throw new StaleReadException();
        }
    }

    /// <summary>A head that must be there; 404 where it is not.</summary>
    public static PromptHead Require(PromptHead? head, string name) =>
        head ?? throw new ProblemException(ProblemCodes.UnknownPrompt, $"There is no prompt '{name}'.");
}
