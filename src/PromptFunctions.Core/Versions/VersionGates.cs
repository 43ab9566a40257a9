using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>What must hold of a version before it is tested, and before it goes live for the first time. Going back is never gated.</summary>
public sealed class VersionGates(IPromptStore store)
{
    /// <summary>Checks a version before <c>testing</c>, and says which gate that was; 422 where it refuses the version.</summary>
    public async Task<string> RequireForTestingAsync(PromptRecord prompt, VersionRecord version, CancellationToken cancellationToken)
    {
        if (prompt.Settings.Gate == PromptGate.Test) await RequireDependenciesAsync(version, cancellationToken);
        return $"Gate of testing: {Name(prompt)}";
    }

    /// <summary>
    /// Checks a version before <c>production</c>, and says which gate that was; 409 <c>approval-required</c>, or 422 where it
    /// refuses the version.
    /// </summary>
    public async Task<string> RequireForProductionAsync(PromptRecord prompt, VersionRecord version, CancellationToken cancellationToken)
    {
        if (version.Status == VersionStatus.Deprecated) return "No gate: it was live before";
        RequireApproval(prompt, version);
        if (prompt.Settings.Gate is not (PromptGate.None or PromptGate.Validate)) await RequireDependenciesAsync(version, cancellationToken);
        return $"Gate of production: {Name(prompt)}{(prompt.Settings.Protected ? ", with approval" : "")}";
    }

    /// <summary>Checks that somebody else has approved a version where that is needed; 409 <c>approval-required</c>.</summary>
    public static void RequireApproval(PromptRecord prompt, VersionRecord version)
    {
        if (!prompt.Settings.Protected || version.Status == VersionStatus.Deprecated || version.Approvals.Any(approval => Counts(approval, version))) return;
        throw new ProblemException(ProblemCodes.ApprovalRequired, $"{version.Id} needs the approval of somebody else than {version.Author} before it goes live.");
    }

    private static string Name(PromptRecord prompt) => prompt.Settings.Gate is { } gate ? WireName.Of(gate) : "usual";

    private static bool Counts(Approval approval, VersionRecord version) => approval.By != version.Author && approval.By != Actors.Anonymous;

    private async Task RequireDependenciesAsync(VersionRecord version, CancellationToken cancellationToken)
    {
        var unresolved = new List<string>();
        foreach (var text in version.Dependencies)
        {
            if (!Dependency.TryParse(text, out var dependency) || !await ResolvesAsync(dependency, cancellationToken)) unresolved.Add(text);
        }
        if (unresolved.Count > 0)
            throw new ProblemException(ProblemCodes.UnresolvedDependencies, $"No version that exists and is not archived satisfies {string.Join(", ", unresolved)}.");
    }

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
