using PromptFunctions.Core.Backups.Lines;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups.Parts;

/// <summary>The contents that a prompt's branches began with: a merge needs them, and perhaps no version has them any more.</summary>
public sealed class BasePart(VersionReader reader) : BackupPart<BaseLine>(BaseLine.Name)
{
    /// <inheritdoc/>
    public override Task<IAsyncEnumerable<BackupLine>> ReadAsync(PromptHead head, CancellationToken cancellationToken) => Task.FromResult(
        Hashes(head.Prompt).Order(StringComparer.Ordinal).ToAsyncEnumerable().Select(async (hash, cancellation) => await LineAsync(head.Prompt.Format, hash, cancellation)));

    /// <inheritdoc/>
    protected override Task RestoreAsync(BaseLine line, PromptRestore prompt, CancellationToken cancellationToken)
    {
        prompt.Once("contentHash", Kind, line.ContentHash);
        if (!Hashes(prompt.Prompt).Contains(line.ContentHash)) throw ProblemException.Invalid("contentHash", "is that of no branch's base.");
        var content = PromptContent.OfRequest(line.Content, line.Messages, required: true)!;
        if (content.Hash != line.ContentHash || content.Format != prompt.Prompt.Format) throw ProblemException.Invalid("contentHash", "is not the hash of the content.");
        prompt.Bases.Add(line.ContentHash);
        return prompt.StoreAsync(content, cancellationToken);
    }

    /// <summary>The hashes of the contents that a prompt's branches began with.</summary>
    internal static IEnumerable<string> Hashes(PromptRecord prompt) => prompt.Branches.Values.Select(branch => branch.BaseHash).OfType<string>().Distinct();

    private async Task<BackupLine> LineAsync(ContentFormat format, string hash, CancellationToken cancellationToken)
    {
        var content = await reader.ContentAsync(format, hash, cancellationToken);
        return new BaseLine { ContentHash = hash, Content = content.Text, Messages = content.Messages };
    }
}
