namespace PromptFunctions.Core.Webhooks;

/// <summary>
/// Lists the prompts that have events for webhooks, so that the timer finds them without reading every prompt. A prompt is marked just
/// before events of it are written, and a mark goes when it is old and nothing waits: none is missing.
/// </summary>
public interface IPendingWebhooks
{
    /// <summary>All marks.</summary>
    IAsyncEnumerable<PendingPrompt> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a mark, unless the prompt was marked again since it was read.</summary>
    Task RemoveAsync(PendingPrompt prompt, CancellationToken cancellationToken);

    /// <summary>Notes that a prompt has dead letters of a day; before there are any.</summary>
    Task AddDeadAsync(string prompt, DateTimeOffset day, CancellationToken cancellationToken);

    /// <summary>The prompts that got dead letters before a day, each with the note of it.</summary>
    IAsyncEnumerable<(string Prompt, string Note)> ListDeadAsync(DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Removes a note.</summary>
    Task RemoveDeadAsync(string note, CancellationToken cancellationToken);
}
