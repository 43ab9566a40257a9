using PromptFunctions.Core.Common;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Audit;

/// <summary>Reads what was done to a prompt.</summary>
public sealed class AuditService(IPromptStore store)
{
    /// <summary>What continuation tokens of this listing are marked with.</summary>
    public const string Listing = "audit";

    /// <summary>A page of a prompt's changes, newest first; 404 where there is no such prompt.</summary>
    public async Task<Page<AuditEntry>> ListAsync(string prompt, PageRequest page, CancellationToken cancellationToken)
    {
        page.Require(key => key.StartsWith("a:", StringComparison.Ordinal) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == ':'));
        PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        return await page.FillAsync(store.ListAuditAsync(prompt, page.After, page.AtOnce, cancellationToken), Listing, row => row.Key, row => row.Entry, cancellationToken);
    }
}
