using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups;

/// <summary>A part with lines of one type.</summary>
/// <typeparam name="TLine">The lines.</typeparam>
/// <param name="kind">Their kind.</param>
public abstract class BackupPart<TLine>(string kind) : IBackupPart where TLine : BackupLine
{
    /// <inheritdoc/>
    public string Kind => kind;

    /// <inheritdoc/>
    public abstract Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public BackupLine Parse(ReadOnlySpan<byte> line) => StrictJson.Parse<TLine>(line, BackupJson.MaximumDepth, BackupJson.Options);

    /// <inheritdoc/>
    public Task RestoreAsync(BackupLine line, PromptRestore prompt, CancellationToken cancellationToken) => RestoreAsync((TLine)line, prompt, cancellationToken);

    /// <inheritdoc/>
    public virtual Task CompleteAsync(PromptRestore prompt, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Restores a line.</summary>
    protected abstract Task RestoreAsync(TLine line, PromptRestore prompt, CancellationToken cancellationToken);
}
