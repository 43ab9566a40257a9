using System.Globalization;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Webhooks;

/// <summary>The prompts that have events for webhooks, and those that have dead letters, by the day on which these came.</summary>
internal sealed class PendingWebhooks(StorageClients clients) : IPendingWebhooks
{
    private readonly WorkList rows = new(clients, "webhooks");
    private readonly WorkList dead = new(clients, "webhooks", "dead");

    /// <summary>Marks a prompt: before events of it are written.</summary>
    public Task AddAsync(string prompt, CancellationToken cancellationToken) => rows.AddAsync(prompt, prompt, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PendingPrompt> ListAsync(CancellationToken cancellationToken) =>
        rows.ListAsync(cancellationToken).Select(entry => new PendingPrompt(entry.Prompt, entry.AddedAt, entry.Tag));

    /// <inheritdoc/>
    public Task RemoveAsync(PendingPrompt prompt, CancellationToken cancellationToken) => rows.RemoveAsync(prompt.Prompt, cancellationToken, prompt.Tag);

    /// <inheritdoc/>
    public Task AddDeadAsync(string prompt, DateTimeOffset day, CancellationToken cancellationToken) => dead.AddAsync(prompt, $"{Day(day)}:{prompt}", cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<(string Prompt, string Note)> ListDeadAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        dead.ListAsync(cancellationToken, Day(before)).Select(entry => (entry.Prompt, entry.Id));

    /// <inheritdoc/>
    public Task RemoveDeadAsync(string note, CancellationToken cancellationToken) => dead.RemoveAsync(note, cancellationToken);

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
