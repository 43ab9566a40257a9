using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>The last runs of a prompt's tests.</summary>
public sealed class TestRunPart(ITestStore store) : BackupPart<TestRunLine>(TestRunLine.Name)
{
    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken)
    {
        var runs = await store.ListRunsAsync(head.Prompt.Name, cancellationToken).ToListAsync(cancellationToken);
        return runs.Select(run => new TestRunLine { Run = run }).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    protected override Task RestoreAsync(TestRunLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        var run = line.Run;
        prompt.RequireOwn("run.prompt", run.Prompt);
        if (!prompt.Versions.ContainsKey(run.Version)) throw ProblemException.Invalid("run.version", $"{run.Version} is not among the versions before.");
        prompt.Once("run.version", Kind, run.Version.ToString());
        if (run.At < DateTimeOffset.UnixEpoch) throw ProblemException.Invalid("run.at", "must not lie before 1970.");
        if (run.Results.Count > Limits.Tests || !run.Results.All(result => result is not null && Names.IsName(result.Test))) throw ProblemException.Invalid("run.results", $"must be at most {Limits.Tests}, each of a test.");
        return prompt.StageAsync(new StagedRow.OfTestRun(run), 0, cancellationToken);
    }
}
