using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Backups;

/// <summary>A prompt that is being restored: nobody sees anything of it until it is committed.</summary>
public interface IStagedRestore
{
    /// <summary>Writes rows.</summary>
    /// <exception cref="ProblemException">429: another restore of the prompt began; 409: there are rows of it that nobody restored.</exception>
    Task StageAsync(IReadOnlyList<StagedRow> rows, CancellationToken cancellationToken);

    /// <summary>Checks that it is still this restore's turn.</summary>
    /// <exception cref="ProblemException">429: another restore of the prompt began.</exception>
    Task RequireTurnAsync(CancellationToken cancellationToken);

    /// <summary>Writes the prompt and its route, from when on everything is seen.</summary>
    /// <exception cref="ProblemException">429: another restore of the prompt began.</exception>
    Task CommitAsync(PromptRecord prompt, RouteRecord route, CancellationToken cancellationToken);
}
