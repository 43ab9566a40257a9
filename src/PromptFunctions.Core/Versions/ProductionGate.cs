using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>What must hold of a version before it goes live for the first time. Going back is never gated.</summary>
public sealed class ProductionGate(IPromptStore store)
{
    /// <summary>Checks a version; 409 <c>approval-required</c> or 422 <c>unresolved-dependencies</c> where it must not go live.</summary>
    public async Task RequireAsync(PromptRecord prompt, VersionRecord version, CancellationToken cancellationToken)
    {
        if (prompt.Settings.Protected && !version.Approvals.Any(approval => Counts(approval, version)))
            throw new ProblemException(ProblemCodes.ApprovalRequired, $"{version.Id} needs the approval of somebody else than {version.Author} before it goes live.");
        if (prompt.Settings.Gate is not (PromptGate.None or PromptGate.Validate)) await RequireDependenciesAsync(version, cancellationToken);
    }

    /// <summary>Checks what a version includes; 422 <c>unresolved-dependencies</c> where some of it is not there.</summary>
    public async Task RequireDependenciesAsync(VersionRecord version, CancellationToken cancellationToken)
    {
        var unresolved = new List<string>();
        foreach (var text in version.Dependencies)
        {
            if (!Dependency.TryParse(text, out var dependency) || !await ResolvesAsync(dependency, cancellationToken)) unresolved.Add(text);
        }
        if (unresolved.Count > 0)
            throw new ProblemException(ProblemCodes.UnresolvedDependencies, $"No version that exists and is not archived satisfies {string.Join(", ", unresolved)}.");
    }

    private static bool Counts(Approval approval, VersionRecord version) => approval.By != version.Author && approval.By != Actors.Anonymous;

    private async Task<bool> ResolvesAsync(Dependency dependency, CancellationToken cancellationToken)
    {
        if (dependency.Operator is null)
            return await store.ReadVersionAsync(dependency.Prompt, dependency.Version, cancellationToken) is { Status: not VersionStatus.Archived };
        await foreach (var candidate in store.ListVersionsAsync(dependency.Prompt, new(), cancellationToken))
        {
            if (candidate.Status != VersionStatus.Archived && dependency.Accepts(candidate.Version)) return true;
            if (candidate.Version < dependency.Version) return false;
        }
        return false;
    }
}
