using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups;

/// <summary>
/// One kind of what belongs to a prompt: how a backup reads it, and how it is restored. A new kind is a class of this and
/// a line of its own; parts are read and written in the order in which they are registered.
/// </summary>
public interface IBackupPart
{
    /// <summary>The kind of its lines.</summary>
    string Kind { get; }

    /// <summary>
    /// Reads what changes with the prompt; it counts only if the prompt did not change meanwhile. What does not change with
    /// it, or never changes, is read as the lines are gone through.
    /// </summary>
    Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken);

    /// <summary>The line in some bytes; 400 where it is none of this kind.</summary>
    BackupLine Parse(ReadOnlySpan<byte> line);

    /// <summary>Restores a line, unseen until the prompt is complete; 400 where it does not fit what was restored before.</summary>
    Task RestoreAsync(BackupLine line, PromptRestore prompt, CancellationToken cancellationToken);

    /// <summary>Does what has to be done before the prompt is seen.</summary>
    Task CompleteAsync(PromptRestore prompt, CancellationToken cancellationToken);
}
