using System.Collections.Concurrent;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Routing;

/// <summary>
/// Keeps what was read from storage for a short time. A value in use is read anew in the background before its time is
/// up, so that no request waits; one whose time is up is waited for; and when storage does not answer, the last known
/// one is given and marked stale.
/// </summary>
/// <param name="read">Reads a value from storage.</param>
/// <param name="same">Whether a value that was read says the same as the known one, which is then kept.</param>
/// <param name="failed">Told of every read that failed.</param>
/// <param name="lifetime">How long a value is given without looking at storage.</param>
/// <param name="capacity">How many keys are kept.</param>
/// <param name="clock">The clock.</param>
public sealed class RefreshingCache<TKey, TValue>(
    Func<TKey, CancellationToken, Task<TValue?>> read,
    Func<TValue, TValue, bool> same,
    Action<TKey, Exception> failed,
    TimeSpan lifetime,
    int capacity,
    TimeProvider clock)
    where TKey : notnull
    where TValue : class
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    /// <summary>The value of a key.</summary>
    /// <exception cref="ProblemException">Storage does not answer, and nothing is known.</exception>
    public ValueTask<Cached<TValue>> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        if (!entries.TryGetValue(key, out var entry)) entry = Add(key);
        var now = clock.GetTimestamp();
        entry.LastUsed = now;
        if (entry.State is { } state)
        {
            var age = clock.GetElapsedTime(state.AsOf, now);
            if (age < lifetime)
            {
                if (age > lifetime / 2 && entry.MayRefresh(now)) _ = RefreshAsync(key, entry);
                return new(new Cached<TValue>(state.Value, age, Stale: false));
            }
            if (state.Value is not null && IsDown(entry, now))
            {
                if (entry.MayRefresh(now)) _ = RefreshAsync(key, entry);
                return new(new Cached<TValue>(state.Value, age, Stale: true));
            }
        }
        return new(WaitAsync(key, entry, cancellationToken));
    }

    /// <summary>Notes what this process itself just wrote, so that it serves it at once.</summary>
    public void Put(TKey key, TValue? value) => (entries.TryGetValue(key, out var entry) ? entry : Add(key)).Set(new(value, clock.GetTimestamp()));

    /// <summary>Forgets what is known of the keys that a change touches, unless it is read afterwards.</summary>
    public void Forget(Func<TKey, bool> touched)
    {
        foreach (var key in entries.Keys.Where(touched)) entries.TryRemove(key, out _);
    }

    private async Task<Cached<TValue>> WaitAsync(TKey key, Entry entry, CancellationToken cancellationToken)
    {
        await RefreshAsync(key, entry).WaitAsync(cancellationToken);
        var state = entry.State;
        if (state is null || (entry.Failed && state.Value is null)) throw ProblemException.StorageUnavailable(entry.Failure);
        var age = clock.GetElapsedTime(state.AsOf);
        return new(state.Value, age, Stale: entry.Failed && age >= lifetime);
    }

    /// <summary>
    /// Whether storage fails at the moment. A failure of long ago does not tell, so then the request asks: otherwise a
    /// value that is gone since would still be given.
    /// </summary>
    private bool IsDown(Entry entry, long now) =>
        entry.Failed && (entry.Refresh is { IsCompleted: false } || clock.GetElapsedTime(entry.FailedAt, now) < lifetime + RetryAfterFailure);

    /// <summary>Reads the value, at most once at a time for a key; never throws.</summary>
    private Task RefreshAsync(TKey key, Entry entry)
    {
        lock (entry)
        {
            if (entry.Refresh is { IsCompleted: false } running) return running;
            if (!entry.MayRefresh(clock.GetTimestamp())) return Task.CompletedTask;
            return entry.Refresh = ReadAsync(key, entry);
        }
    }

    private async Task ReadAsync(TKey key, Entry entry)
    {
        var asOf = clock.GetTimestamp();
        try
        {
            var value = await read(key, CancellationToken.None);
            if (value is not null && entry.State?.Value is { } known && same(known, value)) value = known;
            entry.Set(new(value, asOf));
            entry.Succeed();
        }
        catch (Exception e)
        {
            failed(key, e);
            var now = clock.GetTimestamp();
            entry.Fail(e, now, now + (long)(RetryAfterFailure.TotalSeconds * clock.TimestampFrequency));
        }
    }

    private Entry Add(TKey key)
    {
        if (entries.Count >= capacity) Shrink();
        return entries.GetOrAdd(key, _ => new Entry { LastUsed = clock.GetTimestamp() });
    }

    // A tenth goes at once, so that the sort is paid for by many additions.
    private void Shrink()
    {
        foreach (var (key, _) in entries.OrderBy(entry => entry.Value.LastUsed).Take(capacity / 10 + 1).ToList()) entries.TryRemove(key, out _);
    }

    private sealed record State(TValue? Value, long AsOf);

    private sealed class Entry
    {
        private volatile State? state;
        private long retryAt = long.MinValue;

        public State? State => state;

        public Task? Refresh { get; set; }

        public Exception? Failure { get; private set; }

        public bool Failed => Failure is not null;

        public long FailedAt { get; private set; }

        public long LastUsed { get; set; }

        public bool MayRefresh(long now) => now >= Interlocked.Read(ref retryAt);

        public void Succeed()
        {
            Failure = null;
            Interlocked.Exchange(ref retryAt, long.MinValue);
        }

        public void Fail(Exception failure, long at, long until)
        {
            FailedAt = at;
            Failure = failure;
            Interlocked.Exchange(ref retryAt, until);
        }

        /// <summary>Takes a newer state; one that was read before the present one is too late.</summary>
        public void Set(State next)
        {
            lock (this)
            {
                if (state is null || next.AsOf >= state.AsOf) state = next;
            }
        }
    }
}
