namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>One run of a fold.</summary>
public sealed class FoldRun
{
    private readonly DateTimeOffset began;
    private readonly Lock turn = new();
    private DateTimeOffset oldest;

    /// <summary>Begins a run.</summary>
    /// <param name="began">When that is.</param>
    /// <param name="until">Until when it goes on; the next one follows.</param>
    public FoldRun(DateTimeOffset began, DateTimeOffset until) => (this.began, oldest, Until) = (began, began, until);

    /// <summary>Until when it goes on.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>How old the oldest points were, when it began, of all that it found waiting; zero where it found none.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (turn) return began - oldest;
        }
    }

    /// <summary>Notes when points arrived that wait, whatever becomes of them.</summary>
    public void Found(DateTimeOffset receivedAt)
    {
        lock (turn)
        {
            if (receivedAt < oldest) oldest = receivedAt;
        }
    }
}
