namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>Makes the steps of two actors happen in one order. A step that one of them skips is waited for by nobody.</summary>
/// <param name="order">The steps, a letter each.</param>
/// <param name="actors">The letters of each actor.</param>
public sealed class Turnstile(string order, params string[] actors) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private string left = order;

    /// <summary>Takes a step in its turn; one that was taken before is taken at once.</summary>
    public async ValueTask TakeAsync(char step, Func<ValueTask> take)
    {
        var actor = actors.Single(steps => steps.Contains(step, StringComparison.Ordinal));
        for (var isDone = false; !isDone; await Task.Delay(isDone ? 0 : 1))
        {
            await one.WaitAsync();
            try
            {
                // What comes before it of the same actor was skipped.
                if (left.IndexOf(step, StringComparison.Ordinal) is var at and >= 0) left = Without(actor, at) + left[at..];
                isDone = !left.Contains(step, StringComparison.Ordinal) || left[0] == step;
                if (!isDone) continue;
                await take();
                if (left.StartsWith(step)) left = left[1..];
            }
            finally
            {
                one.Release();
            }
        }
    }

    /// <summary>Says that an actor takes no further step.</summary>
    public async Task LeaveAsync(string actor)
    {
        await one.WaitAsync();
        left = Without(actor, left.Length);
        one.Release();
    }

    public void Dispose() => one.Dispose();

    private string Without(string actor, int before) => string.Concat(left[..before].Where(step => !actor.Contains(step, StringComparison.Ordinal)));
}
