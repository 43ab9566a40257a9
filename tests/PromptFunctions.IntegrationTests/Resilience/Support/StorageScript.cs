using Azure.Core;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>What becomes of the storage calls of one request, or of one app.</summary>
public sealed class StorageScript
{
    private int calls;

    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>How many calls there were.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The process dies after that many calls took effect, before it sees the last one's answer; null for never.</summary>
    public int? DieAfter { get; init; }

    /// <summary>The call (from 1) that takes effect but whose answer gets lost, so that the client repeats it; null for none.</summary>
    public int? LoseAnswerOf { get; init; }

    /// <summary>What happens before a call is sent.</summary>
    public Func<Request, Task>? Before { get; init; }

    /// <summary>What becomes of each call; null for what the other members say.</summary>
    public Func<HttpMessage, Func<ValueTask>, ValueTask>? Play { get; init; }

    public async ValueTask PlayAsync(HttpMessage message, Func<ValueTask> send)
    {
        if (Play is not null)
        {
            await Play(message, send);
            return;
        }
        var number = Interlocked.Increment(ref calls);
        if (number > DieAfter) throw new ProcessDiedException();
        if (Before is not null) await Before(message.Request);
        await send();
        if (number == DieAfter) throw new ProcessDiedException();
        if (number == LoseAnswerOf) throw new IOException("The answer was lost.");
    }
}
