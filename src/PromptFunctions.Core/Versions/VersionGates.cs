using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Validation;

namespace PromptFunctions.Core.Versions;

/// <summary>What must hold of a version before it is tested, and before it goes live for the first time. Going back is never gated.</summary>
public sealed class VersionGates(IPromptStore store, VersionReader reader, ValidationService validation, TestRunner tests)
{
    private const int MostChecks = 3;

    /// <summary>Makes a change for which a version has to pass a gate. Where the prompt changes while the gate is checked, it is checked anew.</summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="selector">Which version.</param>
    /// <param name="to">The status it is to have.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="require">What must hold besides, which is looked at first: tests may cost money. The change looks at it again.</param>
    /// <param name="change">Makes the change, given the check.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<T> PassAsync<T>(
        string prompt, string selector, VersionStatus to, string by, Action<PromptHead, VersionRecord> require, Func<GateCheck, Task<T>> change, CancellationToken cancellationToken)
    {
        GateCheck? check = null;
        for (var attempt = 1; attempt <= MostChecks; attempt++)
        {
            check = await CheckAsync(prompt, selector, to, by, require, check?.Run, cancellationToken);
            try
            {
                return await change(check);
            }
            catch (GateOutdatedException)
            {
                // Once more, with what there is now.
            }
        }
        throw new ProblemException(ProblemCodes.Throttled, $"'{prompt}' is being changed while its gate is checked. Try again in a moment.") { RetryAfter = TimeSpan.FromSeconds(2) };
    }

    /// <summary>Checks a version for a status. What there is against it stands in the answer.</summary>
    public Task<GateCheck> CheckAsync(PromptHead head, VersionRecord version, VersionStatus to, string by, CancellationToken cancellationToken) =>
        CheckAsync(head, version, to, by, null, cancellationToken);

    /// <summary>Checks that somebody else has approved a version where that is needed; 409 <c>approval-required</c>.</summary>
    public static void RequireApproval(PromptRecord prompt, VersionRecord version)
    {
        if (!prompt.Settings.Protected || version.Status == VersionStatus.Deprecated || version.Approvals.Any(approval => Counts(approval, version))) return;
        throw new ProblemException(ProblemCodes.ApprovalRequired, $"{version.Id} needs the approval of somebody else than {version.Author} before it goes live.");
    }

    private async Task<GateCheck> CheckAsync(
        string prompt, string selector, VersionStatus to, string by, Action<PromptHead, VersionRecord> require, TestRun? earlier, CancellationToken cancellationToken)
    {
        if (to is not (VersionStatus.Testing or VersionStatus.Production) || await store.ReadHeadAsync(prompt, cancellationToken) is not { } head) return GateCheck.None;
        var version = await reader.ReadAsync(prompt, VersionReader.Resolve(head, selector), cancellationToken);
        require(head, version);
        return Lifecycle.Allows(version.Status, to, version.Served) ? await CheckAsync(head, version, to, by, earlier, cancellationToken) : GateCheck.None;
    }

    private async Task<GateCheck> CheckAsync(PromptHead head, VersionRecord version, VersionStatus to, string by, TestRun? earlier, CancellationToken cancellationToken)
    {
        var prompt = head.Prompt;
        if (to == VersionStatus.Production && version.Status == VersionStatus.Deprecated) return new(prompt, version, "No gate: it was live before", null);
        var applied = $"Gate of {WireName.Of(to)}: {(prompt.Settings.Gate is { } gate ? WireName.Of(gate) : "usual")}";
        if (to == VersionStatus.Production && prompt.Settings.Protected) applied += ", with approval";
        var run = earlier;
        try
        {
            if (to == VersionStatus.Production) RequireApproval(prompt, version);
            var isWhole = prompt.Settings.Gate == PromptGate.Test || (prompt.Settings.Gate is null && to == VersionStatus.Production);
            if (prompt.Settings.Gate != PromptGate.None) await RequireValidAsync(head, version, withDependencies: isWhole, cancellationToken);
            if (isWhole && prompt.Tests is not null)
            {
                if (run?.Outcome.IsCurrent(prompt, version) != true) run = await tests.RunAsync(prompt, version, by, cancellationToken);
                RequirePassed(version, run);
            }
            return new(prompt, version, applied, null, run);
        }
        catch (ProblemException e) when (e.Problem.Status is 409 or 422)
        {
            return new(prompt, version, applied, e, run);
        }
    }

    private static bool Counts(Approval approval, VersionRecord version) => approval.By != version.Author && approval.By != Actors.Anonymous;

    private async Task RequireValidAsync(PromptHead head, VersionRecord version, bool withDependencies, CancellationToken cancellationToken)
    {
        var report = await validation.ValidateAsync(head, version, cancellationToken);
        if (report.Holding is [var first, ..] errors)
            throw Failed(ProblemCodes.ValidationFailed, $"{version.Id} is not valid: {first.Message} (line {first.Line}, column {first.Column}){(errors.Count > 1 ? $" And {errors.Count - 1} more." : "")}", errors);
        if (withDependencies && report.Unresolved is { Count: > 0 } unresolved)
            throw Failed(ProblemCodes.UnresolvedDependencies, string.Join(' ', unresolved.Select(error => error.Message)), unresolved);
    }

    private static ProblemException Failed(ProblemCode problem, string detail, IReadOnlyList<Finding> findings) =>
        new(problem, detail) { Extensions = new Dictionary<string, object?> { ["findings"] = findings } };

    private static void RequirePassed(VersionRecord version, TestRun run)
    {
        if (run.Failed == 0) return;
        var failed = run.Results.Where(result => !result.Passed).ToList();
        throw new ProblemException(ProblemCodes.TestsFailed, $"{version.Id} fails {run.Failed} of {run.Results.Count} tests: {string.Join(", ", failed.Take(5).Select(result => result.Test))}{(failed.Count > 5 ? ", …" : "")}. {failed[0].Failures[0]}")
        {
            Extensions = new Dictionary<string, object?> { ["results"] = run.Results },
        };
    }
}
