using PromptFunctions.LocalHost.Orchestrations.History;

namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>
/// An instance that has something to do. It is in memory while it is woken and while activities of it run, so that
/// their results need no reading; then it is forgotten.
/// </summary>
internal sealed class ActiveInstance(string id)
{
    private const int MostTaken = 1_000;

    private readonly Lock _lock = new();
    private readonly HashSet<int> _started = [];
    private readonly List<InboxMessage> _arrived = [];
    private LoadedInstance? _loaded;
    private long _generation;
    private int _running;
    private bool _isAwake;
    private bool _isWoken;
    private bool _hasUnread;
    private bool _isForgotten;

    public string Id => id;

    /// <summary>Asks for a wake-up.</summary>
    /// <param name="message">A message for it, which is in storage.</param>
    /// <param name="hasUnread">Whether there may be others in storage.</param>
    /// <param name="begins">Whether nobody is at work on it, so that the caller has to begin.</param>
    /// <returns>False if it is forgotten: another has to be made.</returns>
    public bool TryWake(InboxMessage? message, bool hasUnread, out bool begins)
    {
        lock (_lock)
        {
            begins = !_isAwake;
            if (_isForgotten)
                return false;
            if (message is not null)
                _arrived.Add(message);
            _hasUnread |= hasUnread;
            _isWoken = true;
            _isAwake = true;
            return true;
        }
    }

    /// <summary>Takes the next wake-up that was asked for.</summary>
    /// <param name="loaded">What is known of the instance; null if it has to be read.</param>
    /// <returns>False if there is none: the caller has ended.</returns>
    public bool TryBegin(out LoadedInstance? loaded)
    {
        lock (_lock)
        {
            if (!_isWoken)
            {
                loaded = null;
                _isAwake = false;
                ForgetIfIdle();
                return false;
            }
            loaded = _hasUnread ? null : _loaded;
            foreach (var message in _arrived)
                loaded?.Receive(message); // or it will be read
            _arrived.Clear();
            (_isWoken, _hasUnread, _loaded) = (false, false, null);
            return true;
        }
    }

    /// <summary>Remembers what storage has now.</summary>
    public void Keep(LoadedInstance loaded)
    {
        lock (_lock)
            _loaded = loaded.TakenCount < MostTaken ? loaded : null;
    }

    /// <summary>
    /// Notes that an action is under way. It stays noted when it has ended: its answer may not have been read yet.
    /// </summary>
    /// <returns>False if it was started before.</returns>
    public bool TryStart(long generation, int action)
    {
        lock (_lock)
        {
            if (_generation != generation)
                _started.Clear();
            _generation = generation;
            if (!_started.Add(action))
                return false;
            _running++;
            return true;
        }
    }

    /// <summary>Notes that an action has ended, and its answer is in storage.</summary>
    public void End()
    {
        lock (_lock)
        {
            _running--;
            ForgetIfIdle();
        }
    }

    public bool IsForgotten
    {
        get
        {
            lock (_lock)
                return _isForgotten;
        }
    }

    private void ForgetIfIdle() => _isForgotten |= !_isAwake && _running == 0;
}
