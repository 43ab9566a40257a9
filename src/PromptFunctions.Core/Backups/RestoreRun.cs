using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>One backup as it is read, line by line.</summary>
internal sealed class RestoreRun(
    IReadOnlyDictionary<string, IBackupPart> parts, IRestoreStore store, IPromptStore prompts, IPromptDirectory directory, IBodyStore bodies, IMeasuredTargets targets,
    BackupService backups, ILogger logger, string actor) : IDisposable
{
    private readonly LineHash all = new();
    private readonly LineHash own = new();
    private bool hasHeader;
    private bool hasFooter;
    private string? name;
    private PromptRestore? restore;
    private string? last;
    private long versions;
    private long restored;
    private long created;
    private long unchanged;

    /// <summary>What was done so far.</summary>
    public RestoreResult Result => new(restored, created, unchanged, hasHeader && hasFooter);

    /// <summary>Takes a line; 400 where it does not belong there, or is wrong.</summary>
    public async Task TakeAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (hasFooter) throw ProblemException.Invalid("kind", "Nothing follows a footer.");
        var kind = BackupLines.KindOf(line.Span);
        switch (kind)
        {
            case HeaderLine.Name:
                Take(Parse<HeaderLine>(line));
                return;
            case FooterLine.Name:
                Take(Parse<FooterLine>(line));
                return;
            case EndLine.Name:
                await TakeAsync(Parse<EndLine>(line), cancellationToken);
                break;
            case PromptLine.Name:
                await TakeAsync(Parse<PromptLine>(line), cancellationToken);
                own.Add(line.Span);
                break;
            default:
                await TakeAsync(kind, line, cancellationToken);
                own.Add(line.Span);
                break;
        }
        all.Add(line.Span);
    }

    /// <summary>Checks that nothing was cut off; 400 where a prompt was.</summary>
    public void End()
    {
        if (name is not null) throw ProblemException.Invalid("", $"The backup ends before '{name}' does.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        all.Dispose();
        own.Dispose();
    }

    private static T Parse<T>(ReadOnlyMemory<byte> line) where T : BackupLine => StrictJson.Parse<T>(line.Span, BackupJson.MaximumDepth, BackupJson.Options);

    private void Take(HeaderLine header)
    {
        if (hasHeader || name is not null || all.Lines > 0) throw ProblemException.Invalid("kind", "A header is the first line.");
        if (header.Format != HeaderLine.TheFormat) throw ProblemException.Invalid("format", $"must be {HeaderLine.TheFormat}.");
        if (header.Version != HeaderLine.TheVersion) throw ProblemException.Invalid("version", $"must be {HeaderLine.TheVersion}: another version of the service wrote it.");
        hasHeader = true;
    }

    // Without the header, what is there may be the rest of a backup, of which the figures say nothing.
    private void Take(FooterLine footer)
    {
        End();
        if (hasHeader)
        {
            var checks = new RequestChecks();
            checks.Require(footer.Prompts == restored, "prompts", $"were {restored}.");
            checks.Require(footer.Versions == created + unchanged, "versions", $"were {created + unchanged}.");
            checks.Require(footer.Lines == all.Lines, "lines", $"were {all.Lines}.");
            checks.Require(footer.Sha256 == all.Take(), "sha256", "is not that of the lines before.");
            checks.ThrowIfAny();
        }
        hasFooter = true;
    }

    private async Task TakeAsync(PromptLine line, CancellationToken cancellationToken)
    {
        End();
        var prompt = line.Prompt with { StoreTag = null, Imports = [], RestoredFrom = null };
        var route = line.Route with { StoreTag = null };
        RestoreChecks.Head(prompt, route);
        if (last is not null && string.CompareOrdinal(prompt.Name, last) <= 0) throw ProblemException.Invalid("prompt.name", "must come after the prompt before.");
        (name, last, versions) = (prompt.Name, prompt.Name, 0);
        if (await prompts.ReadHeadAsync(prompt.Name, cancellationToken) is not null || await store.BeginAsync(prompt, cancellationToken) is not { } staging) return;
        await ClearAsync(prompt.Name, cancellationToken);
        restore = new(prompt, route, staging, bodies);
    }

    /// <summary>Deletes figures of a prompt that is not there: a restore left them that was not finished, or they outlived it.</summary>
    private async Task ClearAsync(string prompt, CancellationToken cancellationToken)
    {
        foreach (var ofSubjects in new[] { false, true })
        {
            foreach (var target in await targets.ListAsync(prompt, ofSubjects, cancellationToken).ToListAsync(cancellationToken)) await targets.ClearAsync(target, cancellationToken);
        }
    }

    private async Task TakeAsync(string kind, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        if (!parts.TryGetValue(kind, out var part)) throw ProblemException.Invalid("kind", $"must be one of {string.Join(", ", [HeaderLine.Name, PromptLine.Name, .. parts.Keys, EndLine.Name, FooterLine.Name])}.");
        if (name is null) throw ProblemException.Invalid("kind", "must follow a prompt's line.");
        if (kind == VersionLine.Name) versions++;
        // Of a prompt that is there, the checksum alone tells whether it is the same.
        if (restore is not null) await part.RestoreAsync(part.Parse(line.Span), restore, cancellationToken);
    }

    private async Task TakeAsync(EndLine end, CancellationToken cancellationToken)
    {
        var checks = new RequestChecks();
        var lines = own.Lines;
        checks.Require(end.Prompt == name, "prompt", name is null ? "has no line before." : $"must be '{name}'.");
        checks.Require(end.Versions == versions, "versions", $"were {versions}.");
        checks.Require(end.Lines == lines, "lines", $"were {lines}.");
        checks.Require(end.Sha256 == own.Take(), "sha256", "is not that of the prompt's lines.");
        checks.ThrowIfAny();
        if (restore is not null) await CommitAsync(restore, end.Sha256, cancellationToken);
        else await RequireSameAsync(end, cancellationToken);
        restored++;
        (name, restore) = (null, null);
    }

    private async Task CommitAsync(PromptRestore prompt, string checksum, CancellationToken cancellationToken)
    {
        RestoreChecks.Whole(prompt);
        await prompt.FlushAsync(cancellationToken);
        foreach (var part in parts.Values) await part.CompleteAsync(prompt, cancellationToken);
        await directory.PutAsync(DirectoryEntry.Of(prompt.Prompt), cancellationToken);
        await prompt.CommitAsync(checksum, cancellationToken);
        created += versions;
        // Not in the audit, which is the one that was backed up.
        logger.LogInformation("{Actor} restored {Prompt} with {Versions} versions.", actor, prompt.Name, versions);
    }

    private async Task RequireSameAsync(EndLine end, CancellationToken cancellationToken)
    {
        // What was restored from these very lines may have gone on since.
        var head = await prompts.ReadHeadAsync(end.Prompt, cancellationToken);
        if (head?.Prompt.RestoredFrom != end.Sha256 && await backups.HashAsync(end.Prompt, cancellationToken) != end.Sha256)
            throw new ProblemException(ProblemCodes.ImportConflict, $"'{end.Prompt}' exists, and is not what the backup has. Nothing of it was changed.");
        unchanged += versions;
    }
}
