using Azure.Core;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Decides by chance what becomes of storage calls: one in fifty goes wrong.</summary>
public sealed class Chaos(int seed)
{
    private readonly Random random = new(seed);
    private int deaths;
    private int lostAnswers;
    private int delays;

    /// <summary>How often a process died.</summary>
    public int Deaths => deaths;

    /// <summary>How often an answer got lost.</summary>
    public int LostAnswers => lostAnswers;

    /// <summary>How often a call was held up.</summary>
    public int Delays => delays;

    /// <summary>A number below another.</summary>
    public int Next(int below)
    {
        lock (random) return random.Next(below);
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>What becomes of the calls of one request or run: once its process died, none of them is made any more.</summary>
    public StorageScript Script()
    {
        var dead = false;
        return new() { Play = PlayAsync };

        async ValueTask PlayAsync(HttpMessage message, Func<ValueTask> send)
        {
            if (Volatile.Read(ref dead)) throw new ProcessDiedException();
            switch (Next(200))
            {
                case 0:
                    Die();
                    break;
                case 1:
                    await send();
                    Die();
                    break;
                case 2:
                    await send();
                    Interlocked.Increment(ref lostAnswers);
                    throw new IOException("The answer was lost.");
                case 3 when Chance(50):
                    Interlocked.Increment(ref delays);
                    await Task.Delay(Next(2000));
                    await send();
                    break;
                default:
                    await send();
                    break;
            }
        }

        void Die()
        {
            Volatile.Write(ref dead, true);
            Interlocked.Increment(ref deaths);
            throw new ProcessDiedException();
        }
    }

    /// <summary>Whether a failure is this one's doing.</summary>
    public static bool IsCause(Exception e) => e switch
    {
        ProcessDiedException or IOException or OperationCanceledException => true,
        ProblemException problem => problem.Problem == ProblemCodes.StorageUnavailable,
        AggregateException several => several.InnerExceptions.All(IsCause),
        _ => false,
    };
}
