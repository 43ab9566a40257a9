using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace PromptFunctions.OrchestrationHost;

/// <summary>
/// A long orchestration of all that orchestrations do: activities in sequence and side by side, retries, timers, events,
/// and generations. Its result tells if anything was lost, doubled or out of order.
/// </summary>
public sealed class Marathon(MarathonEffects effects)
{
    public const int Rounds = 4;
    public const int EventsPerRound = 5;
    public const int ActivitiesPerRound = 50;
    public const string Go = "go";

    private static readonly TaskOptions Retries = TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMilliseconds(5), 1.5));

    [Function("Marathon")]
    public static async Task<string?> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var state = context.GetInput<MarathonState>()!;
        var activities = 0;
        var sum = state.Sum;

        await NextEventAsync();
        for (var i = 0; i < 6; i++)
            Add(await ActAsync("Step", activities++));

        await NextEventAsync();
        Array.ForEach(await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => ActAsync("Step", activities++))), Add);

        await NextEventAsync();
        await context.CreateTimer(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        for (var i = 0; i < 5; i++)
            Add(await ActAsync("Stumble", activities++));

        await NextEventAsync();
        var never = context.WaitForExternalEvent<int>("never");
        Add(await Task.WhenAny(never, context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None)) == never ? 1 : 2);
        Array.ForEach(await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ActTwiceAsync(activities++, activities++))), Add);

        await NextEventAsync();
        context.SetCustomStatus(state.Round);
        if (state.Round + 1 == Rounds)
            return $"{sum}";
        context.ContinueAsNew(new MarathonState(state.Round + 1, sum), preserveUnprocessedEvents: true);
        return null;

        void Add(long value) => sum = unchecked((sum * 31) + value);

        Task<long> ActAsync(string activity, int number) => context.CallActivityAsync<long>(activity, $"{state.Round}-{number}", Retries);

        async Task<long> ActTwiceAsync(int first, int second) => await ActAsync("Step", first) + (2 * await ActAsync("Step", second));

        async Task NextEventAsync()
        {
            using var waiting = new CancellationTokenSource();
            var late = context.CreateTimer(TimeSpan.FromHours(1), waiting.Token);
            var go = context.WaitForExternalEvent<int>(Go);
            Add(await Task.WhenAny(late, go) == go ? await go : -1);
            waiting.Cancel(); // CancelAsync would do that on another thread
        }
    }

    [Function("Step")]
    public async Task<long> StepAsync([ActivityTrigger] string id)
    {
        var value = id.Aggregate(7L, (hash, letter) => (hash * 17) + letter);
        await effects.AddAsync(id, value);
        return value;
    }

    /// <summary>Fails the first time.</summary>
    [Function("Stumble")]
    public async Task<long> StumbleAsync([ActivityTrigger] string id) =>
        await effects.HasFailedAsync(id) ? await StepAsync(id) : throw new InvalidOperationException($"{id} stumbles.");
}
