namespace PromptFunctions.Core.Common;

/// <summary>A fixed number of locks that many keys share, so that memory does not grow with the keys.</summary>
public sealed class StripedLock(int stripes)
{
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, stripes).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for a key's turn; disposing the result ends it. Null where it did not come in time.</summary>
    public async Task<IDisposable?> EnterAsync(string key, TimeSpan patience, CancellationToken cancellationToken)
    {
        var stripe = locks[(uint)string.GetHashCode(key, StringComparison.Ordinal) % locks.Length];
        return await stripe.WaitAsync(patience, cancellationToken) ? new Turn(stripe) : null;
    }

    private sealed class Turn(SemaphoreSlim stripe) : IDisposable
    {
        public void Dispose() => stripe.Release();
    }
}
