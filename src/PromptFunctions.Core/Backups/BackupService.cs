using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups;

/// <summary>
/// Writes everything that is stored as lines, prompt by prompt, each as of one instant. Of a prompt, its versions without
/// their contents and its audit are in memory at a time, and one measured target's figures.
/// </summary>
public sealed class BackupService(IPromptDirectory directory, IPromptStore prompts, IEnumerable<IBackupPart> parts, TimeProvider clock)
{
    private const int MostAttempts = 12;

    /// <summary>Asks storage for something, so that an outage is told before an answer begins.</summary>
    public async Task ProbeAsync(string? after, CancellationToken cancellationToken)
    {
        await foreach (var _ in directory.ListAsync(after, cancellationToken)) break;
    }

    /// <summary>Writes a backup, or a part of one.</summary>
    /// <param name="after">The prompt after which it begins; null for the beginning.</param>
    /// <param name="mostBytes">After how many bytes no further prompt is begun; null for all.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProblemException">429 where a prompt is changed too busily, or 503: what was written then is no backup.</exception>
    public async Task WriteAsync(string? after, long? mostBytes, PipeWriter output, CancellationToken cancellationToken)
    {
        using var writer = new BackupWriter(output);
        await writer.BeginAsync(new HeaderLine { Format = HeaderLine.TheFormat, Version = HeaderLine.TheVersion, At = clock.GetUtcNow(), After = after }, cancellationToken);
        var (last, next) = (after, (string?)null);
        await foreach (var entry in directory.ListAsync(after, cancellationToken))
        {
            if (writer.Bytes >= mostBytes)
            {
                next = last;
                break;
            }
            // An entry without a prompt belongs to one that is being made.
            if (await ReadAsync(entry.Name, cancellationToken) is not { } lines) continue;
            await writer.WritePromptAsync(entry.Name, lines, cancellationToken);
            last = entry.Name;
        }
        await writer.EndAsync(next, cancellationToken);
    }

    /// <summary>The checksum of a prompt's lines as they are now; null where there is no such prompt.</summary>
    public async Task<string?> HashAsync(string prompt, CancellationToken cancellationToken)
    {
        if (await ReadAsync(prompt, cancellationToken) is not { } lines) return null;
        using var writer = new BackupWriter(null);
        return (await writer.WritePromptAsync(prompt, lines, cancellationToken)).Sha256;
    }

    private async Task<IAsyncEnumerable<BackupLine>?> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await prompts.ReadHeadAsync(prompt, cancellationToken) is not { } head) return null;
            var read = await Task.WhenAll(parts.Select(part => part.ReadAsync(head, cancellationToken)));
            // Several queries are no snapshot, so they count only if the prompt did not change meanwhile.
            var after = await prompts.ReadHeadAsync(prompt, cancellationToken);
            if (after?.Prompt.StoreTag == head.Prompt.StoreTag) return LinesAsync(head, read, cancellationToken);
            if (attempt == MostAttempts)
                throw new ProblemException(ProblemCodes.Throttled, $"'{prompt}' is being changed too busily for a backup.") { RetryAfter = TimeSpan.FromSeconds(5) };
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 100 * attempt)), clock, cancellationToken);
        }
    }

    private static async IAsyncEnumerable<BackupLine> LinesAsync(PromptHead head, IAsyncEnumerable<BackupLine>[] parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return PromptLine.Of(head);
        foreach (var part in parts)
        {
            await foreach (var line in part.WithCancellation(cancellationToken)) yield return line;
        }
    }
}
