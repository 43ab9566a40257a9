using System.IO.Pipelines;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>
/// Restores backups, prompt by prompt, each all or nothing: a prompt is seen when its last line has come and fits. It may
/// end anywhere and is then run again.
/// </summary>
public sealed class RestoreService(
    IEnumerable<IBackupPart> parts, IRestoreStore store, IPromptStore prompts, IPromptDirectory directory, IBodyStore bodies, IMeasuredTargets targets,
    BackupService backups, ILogger<RestoreService> logger)
{
    private readonly Dictionary<string, IBackupPart> byKind = parts.ToDictionary(part => part.Kind);

    /// <summary>Restores a backup, or a part of one.</summary>
    /// <param name="input">The lines.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProblemException">It says the line, and what was restored before it.</exception>
    public async Task<RestoreResult> RestoreAsync(PipeReader input, string actor, CancellationToken cancellationToken)
    {
        using var run = new RestoreRun(byKind, store, prompts, directory, bodies, targets, backups, logger, actor);
        var number = 0L;
        try
        {
            await foreach (var line in BackupLines.ReadAsync(input, cancellationToken))
            {
                number++;
                await run.TakeAsync(line, cancellationToken);
            }
            run.End();
        }
        catch (ProblemException e)
        {
            throw At(number, e, run.Result);
        }
        return run.Result;
    }

    /// <summary>A 429: two restores of one prompt at once.</summary>
    public static ProblemException Overtaken(string prompt) =>
        new(ProblemCodes.Throttled, $"Another restore of '{prompt}' began, or was faster. Send the backup again.") { RetryAfter = TimeSpan.FromSeconds(5) };

    private static ProblemException At(long line, ProblemException e, RestoreResult before) =>
        new(e.Problem, $"Line {line}: {e.Detail} {before.Prompts} prompts before it are restored; the backup may be sent again.", e.InnerException)
        {
            Errors = e.Errors,
            RetryAfter = e.RetryAfter,
            Extensions = new Dictionary<string, object?> { ["line"] = line, ["prompts"] = before.Prompts, ["created"] = before.Created, ["unchanged"] = before.Unchanged },
        };
}
