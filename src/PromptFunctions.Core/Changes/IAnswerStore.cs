namespace PromptFunctions.Core.Changes;

/// <summary>Keeps the answers given to idempotency keys for <see cref="IdempotencyKey.Lifetime"/>.</summary>
public interface IAnswerStore
{
    /// <summary>Keeps an answer that no transaction keeps, such as an error; gives the first one where the key was used before.</summary>
    /// <param name="prompt">The prompt whose partition it belongs to; null for calls without one.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="answer">The answer about to be given.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<StoredAnswer?> RecordAsync(string? prompt, IdempotencyKey key, RecordedAnswer answer, CancellationToken cancellationToken);

    /// <summary>The answer that a key was given; null where it was not used, or too long ago.</summary>
    Task<StoredAnswer?> ReadAsync(string? prompt, IdempotencyKey key, CancellationToken cancellationToken);

    /// <summary>Deletes a partition's answers that were given before a time, at most so many; gives how many there were. One storage call where there are none.</summary>
    Task<int> ForgetAsync(string partition, DateTimeOffset before, int most, CancellationToken cancellationToken);
}
