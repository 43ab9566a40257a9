using System.Text.Json;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>Checks a document's versions and turns them into records.</summary>
internal static class ImportedVersions
{
    /// <summary>The records and contents; 400 or 413 where a version is not valid.</summary>
    public static IReadOnlyList<(VersionRecord Version, PromptContent Content)> Read(string prompt, ExportDocument document, string actor, DateTimeOffset now)
    {
        var seen = new HashSet<VersionNumber>();
        var read = new List<(VersionRecord, PromptContent)>();
        for (var i = 0; i < document.Versions?.Count; i++)
        {
            var path = $"versions[{i}]";
            var version = document.Versions[i] ?? throw ProblemException.Invalid(path, "must be a version.");
            if (version.Version is not { } number) throw ProblemException.Invalid($"{path}.version", "is required.");
            if (!seen.Add(number)) throw ProblemException.Invalid($"{path}.version", $"{number} occurs twice.");
            var content = Content(path, version);
            read.Add((Record(prompt, path, number, version, content, actor, now), content));
        }
        return read;
    }

    private const string Sane = "must not lie before 1970.";

    private static bool IsSane(DateTimeOffset? time) => time is null || time >= DateTimeOffset.UnixEpoch;

    private static PromptContent Content(string path, ExportedVersion version)
    {
        var content = PromptContent.OfRequest(version.Content, version.Messages, required: true, path + ".")!;
        if (version.ContentHash is not null && version.ContentHash != content.Hash) throw ProblemException.Invalid($"{path}.contentHash", "is not the hash of the content.");
        return content;
    }

    private static VersionRecord Record(
        string prompt, string path, VersionNumber number, ExportedVersion version, PromptContent content, string actor, DateTimeOffset now)
    {
        var checks = new RequestChecks();
        RequestChecks.Text($"{path}.author", version.Author);
        RequestChecks.Text($"{path}.description", version.Description);
        RequestChecks.Structure($"{path}.metadata", version.Metadata);
        checks.Texts($"{path}.changeLog", version.ChangeLog);
        checks.Tags($"{path}.tags", version.Tags);
        Dependency.Validate(checks, $"{path}.dependencies", prompt, version.Dependencies);
        checks.Require(version.Approvals?.All(approval => approval?.By is not null) != false, $"{path}.approvals", "need a by each.");
        checks.Require(IsSane(version.CreatedAt), $"{path}.createdAt", Sane);
        checks.Require(IsSane(version.UpdatedAt), $"{path}.updatedAt", Sane);
        checks.Require(version.Branch is null or BranchRecord.Main || number.IsPrerelease, $"{path}.version", "must be a pre-release: it is on a branch.");
        checks.Require(version.Format is null || version.Format == content.Format, $"{path}.format", "is not that of the content.");
        checks.ThrowIfAny();
        if (version.Branch is not null) Names.RequireBranch($"{path}.branch", version.Branch);

        var (status, author, createdAt) = (version.Status ?? VersionStatus.Draft, version.Author ?? actor, version.CreatedAt ?? now);
        IReadOnlyList<StatusChange> history = version.StatusHistory is { Count: > 0 } given ? given : [new(status, version.UpdatedAt ?? createdAt, author, null)];
        if (history.Any(step => step?.By is null) || history[^1].Status != status) throw ProblemException.Invalid($"{path}.statusHistory", "must end with the version's status.");
        return new()
        {
            Prompt = prompt,
            Version = number,
            Branch = version.Branch ?? BranchRecord.Main,
            Parent = version.Parent,
            Status = status,
            Format = content.Format,
            ContentHash = content.Hash,
            Variables = TemplateVariables.Of(content.Templates),
            Author = author,
            Description = version.Description,
            ChangeLog = version.ChangeLog ?? [],
            Metadata = version.Metadata ?? new Dictionary<string, JsonElement>(),
            Dependencies = version.Dependencies ?? [],
            Tags = version.Tags ?? [],
            CreatedAt = createdAt,
            UpdatedAt = version.UpdatedAt ?? createdAt,
            StatusHistory = history,
            Approvals = version.Approvals ?? [],
            Served = version.Served ?? (status is VersionStatus.Production or VersionStatus.Deprecated || history.Any(step => step.Status == VersionStatus.Production)),
        };
    }
}
