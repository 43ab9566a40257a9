using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Transfer;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>A prompt's tests: one line, where it has any.</summary>
public sealed class TestsPart(ITestStore store) : BackupPart<TestsLine>(TestsLine.Name)
{
    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken) => head.Prompt.Tests is null
        ? AsyncEnumerable.Empty<BackupLine>()
        : new BackupLine[] { new TestsLine { Tests = (await store.ReadAsync(head.Prompt.Tests, cancellationToken)).Tests } }.ToAsyncEnumerable();

    /// <inheritdoc/>
    protected override async Task RestoreAsync(TestsLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        prompt.Once("kind", Kind, Kind);
        ImportService.Validate(line.Tests);
        var suite = TestSuite.Of(line.Tests);
        if (suite.Hash != prompt.Prompt.Tests) throw ProblemException.Invalid("tests", "are not those that the prompt names.");
        await store.PutAsync(suite, cancellationToken);
        prompt.Tests = suite.Hash;
    }
}
