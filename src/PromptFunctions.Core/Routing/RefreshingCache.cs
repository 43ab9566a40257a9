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

    // Longer than a read takes to fail, so that requests do not wait while the next one is under way.
    private static readonly TimeSpan RecentFailure = TimeSpan.FromSeconds(6);

    private readonly ConcurrentDictionary<TKey, Entry> entries = new();

    /// <summary>The value of a key.</summary>
    /// <exception cref="ProblemException">Storage does not answer, and nothing is known.</exception>
    public ValueTask<Cached<TValue>> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        var entry = Use(key);
        return TryGet(key, entry, out var known) ? new(known) : new(WaitAsync(key, entry, cancellationToken));
    }

    /// <summary>The value of a key, where it can be had without waiting for storage.</summary>
    public bool TryGet(TKey key, out Cached<TValue> value) => TryGet(key, Use(key), out value);

    /// <summary>Notes what this process itself just wrote, so that it serves it at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">What was written.</param>
    /// <param name="sent">The clock's timestamp of when it was sent: from then on its age counts.</param>
    /// <param name="isNewer">Whether the known value was written later still, elsewhere.</param>
    public void Put(TKey key, TValue value, long sent, Func<TValue, bool> isNewer)
    {
        var entry = entries.TryGetValue(key, out var there) ? there : Add(key);
        lock (entry)
        {
            if (entry.State?.Value is not { } known || !isNewer(known)) entry.Set(new(value, sent, clock.GetTimestamp()));
        }
    }

    /// <summary>Has a key read anew by the next request; what is known stays for when that fails.</summary>
    public void Expire(TKey key)
    {
        if (!entries.TryGetValue(key, out var entry)) return;
        lock (entry)
        {
            // From now on, so that a read that is under way, which may not have seen what was changed, comes too late.
            var now = clock.GetTimestamp();
            var past = now - (long)(lifetime.TotalSeconds * clock.TimestampFrequency) - 1;
            entry.Set(new(entry.State?.Value, past, now));
        }
    }

    /// <summary>Forgets what is known of the keys that a change touches, unless it is read afterwards.</summary>
    public void Forget(Func<TKey, bool> touched)
    {
        foreach (var (key, _) in entries)
        {
            if (touched(key)) entries.TryRemove(key, out _);
        }
    }

    private Entry Use(TKey key)
    {
        if (!entries.TryGetValue(key, out var entry)) entry = Add(key);
        entry.LastUsed = clock.GetTimestamp();
        return entry;
    }

    private bool TryGet(TKey key, Entry entry, out Cached<TValue> value)
    {
        value = default;
        if (entry.State is not { } state) return false;
        var now = entry.LastUsed;
        var age = clock.GetElapsedTime(state.Asked, now);
        var isFresh = age < lifetime;
        if (!isFresh && (state.Value is null || !IsDown(entry, now))) return false;
        if ((!isFresh || age > lifetime / 2) && entry.MayRefresh(now)) _ = RefreshAsync(key, entry);
        value = new(state.Value, age, Stale: !isFresh);
        return true;
    }

    private async Task<Cached<TValue>> WaitAsync(TKey key, Entry entry, CancellationToken cancellationToken)
    {
        var arrived = clock.GetTimestamp();
        await RefreshAsync(key, entry).WaitAsync(cancellationToken);
        // The read that was waited for may have begun long before this request came: then it asks itself.
        if (!entry.Failed && entry.State is { } joined && joined.Asked < arrived && clock.GetElapsedTime(joined.Asked, arrived) >= lifetime)
            await RefreshAsync(key, entry).WaitAsync(cancellationToken);
        var state = entry.State;
        if (state is null || (entry.Failed && state.Value is null)) throw ProblemException.StorageUnavailable(entry.Failure);
        var age = clock.GetElapsedTime(state.Asked);
        return new(state.Value, age, Stale: entry.Failed && age >= lifetime);
    }

    /// <summary>
    /// Whether storage fails at the moment. A failure of long ago does not tell, so then the request asks: otherwise a
    /// value that is gone since would still be given.
    /// </summary>
    private bool IsDown(Entry entry, long now) =>
        entry.Failed && clock.GetElapsedTime(entry.FailedAt, now) < lifetime + RecentFailure;

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
            entry.Set(new(value, asOf, asOf));
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

    /// <param name="Value">The value; null where storage has none.</param>
    /// <param name="Asked">When storage was asked, or told: the age counts from here.</param>
    /// <param name="AsOf">What orders states: a read that began before a write was done is older than the write.</param>
    private sealed record State(TValue? Value, long Asked, long AsOf);

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
