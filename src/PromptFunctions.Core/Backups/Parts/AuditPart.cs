using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>What was done to a prompt, newest first.</summary>
public sealed class AuditPart(IPromptStore store) : BackupPart<AuditLine>(AuditLine.Name)
{
    private const int IdCharacters = 26;
    private const int MostCharacters = 512;

    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken)
    {
        var entries = await store.ListAuditAsync(head.Prompt.Name, null, 1000, cancellationToken).ToListAsync(cancellationToken);
        return entries.Select(row => new AuditLine { Id = row.Key[^IdCharacters..], Entry = row.Entry }).ToAsyncEnumerable();
    }

    /// <inheritdoc/>
    protected override Task RestoreAsync(AuditLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        var (id, entry) = (line.Id, line.Entry);
        if (!Ulid.IsUlid(id)) throw ProblemException.Invalid("id", "must be a ULID.");
        prompt.Once("id", Kind, id);
        var checks = new RequestChecks();
        checks.Require(entry.At >= DateTimeOffset.UnixEpoch, "entry.at", "must not lie before 1970.");
        checks.Require(entry.Action.Length is > 0 and <= MostCharacters, "entry.action", $"must have 1 to {MostCharacters} characters.");
        checks.Require(entry.Target.Length is > 0 and <= MostCharacters, "entry.target", $"must have 1 to {MostCharacters} characters.");
        checks.ThrowIfAny();
        return prompt.StageAsync(new StagedRow.OfAudit(id, entry), 0, cancellationToken);
    }
}
