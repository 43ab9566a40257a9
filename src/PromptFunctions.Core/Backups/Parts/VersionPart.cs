using System.Runtime.CompilerServices;
using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>A prompt's versions with their contents, highest first.</summary>
public sealed class VersionPart(IPromptStore store, VersionReader reader) : BackupPart<VersionLine>(VersionLine.Name)
{
    private const int ReadAtOnce = 32;

    /// <inheritdoc/>
    public override async Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken) =>
        LinesAsync(await store.ListVersionsAsync(head.Prompt.Name, new(), cancellationToken).ToListAsync(cancellationToken), cancellationToken);

    /// <inheritdoc/>
    protected override Task RestoreAsync(VersionLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        var version = line.Version with { StoreTag = null };
        prompt.RequireOwn("version.prompt", version.Prompt);
        prompt.Once("version.version", Kind, version.Version.ToString().ToLowerInvariant());
        var content = PromptContent.OfRequest(line.Content, line.Messages, required: true)!;
        if (content.Hash != version.ContentHash || content.Format != version.Format) throw ProblemException.Invalid("version.contentHash", "is not the hash of the content.");
        Validate(version);
        prompt.Versions.Add(version.Version, new(version.Status, version.Branch, version.ContentHash));
        return prompt.StageAsync(new StagedRow.OfVersion(version), content.Bytes.Length, cancellationToken, content);
    }

    // Contents never change, so they are read as the lines are written.
    private async IAsyncEnumerable<BackupLine> LinesAsync(List<VersionRecord> versions, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var some in versions.Chunk(ReadAtOnce))
        {
            var contents = await Task.WhenAll(some.Select(version => reader.ContentAsync(version, cancellationToken)));
            foreach (var (version, content) in some.Zip(contents))
                yield return new VersionLine { Version = version with { StoreTag = null }, Content = content.Text, Messages = content.Messages };
        }
    }

    // Not how large anything is: what was added bit by bit may be more than one request may bring, and a row has its own limit.
    private static void Validate(VersionRecord version)
    {
        var checks = new RequestChecks();
        checks.Require(version.ChangeLog.All(line => line is not null), "version.changeLog", "must be texts.");
        checks.Require(version.Tags.All(tag => tag is not null), "version.tags", "must be texts.");
        checks.Require(version.Dependencies.All(dependency => Dependency.TryParse(dependency, out _)), "version.dependencies", "must be prompts with ranges.");
        checks.Require(version.Variables.All(variable => variable?.Name is not null), "version.variables", "need a name each.");
        checks.Require(version.Approvals.All(approval => approval?.By is not null), "version.approvals", "need a by each.");
        checks.Require(version.StatusHistory is [.., { } last] && last.Status == version.Status && version.StatusHistory.All(step => step?.By is not null), "version.statusHistory", "must end with the version's status.");
        checks.Require(version.CreatedAt >= DateTimeOffset.UnixEpoch && version.UpdatedAt >= DateTimeOffset.UnixEpoch, "version.createdAt", "must not lie before 1970.");
        checks.ThrowIfAny();
        Names.RequireBranch("version.branch", version.Branch);
    }
}
