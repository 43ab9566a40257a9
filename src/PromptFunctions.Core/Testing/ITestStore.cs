using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Testing;

/// <summary>Keeps tests and what came of them.</summary>
public interface ITestStore
{
    /// <summary>Stores a suite, so that a prompt may name it for the next hours; what is stored already is only made young again.</summary>
    Task PutAsync(TestSuite suite, CancellationToken cancellationToken);

    /// <summary>Reads a suite by its hash; the empty one where that is null.</summary>
    Task<TestSuite> ReadAsync(string? hash, CancellationToken cancellationToken);

    /// <summary>Keeps a run as its version's last, with what came of each test.</summary>
    Task SaveRunAsync(TestRun run, CancellationToken cancellationToken);

    /// <summary>A version's last run; null where there was none.</summary>
    Task<TestRun?> ReadRunAsync(string prompt, VersionNumber version, CancellationToken cancellationToken);

    /// <summary>A version's last run in short; null where there was none.</summary>
    Task<TestOutcome?> ReadOutcomeAsync(string prompt, VersionNumber version, CancellationToken cancellationToken);

    /// <summary>The last runs of all versions of a prompt that were tested, in short.</summary>
    IAsyncEnumerable<TestOutcome> ListOutcomesAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>The last runs of all versions of a prompt that were tested, of the highest version first.</summary>
    IAsyncEnumerable<TestRun> ListRunsAsync(string prompt, CancellationToken cancellationToken);
}
