using PromptFunctions.Azurite;
using PromptFunctions.Bench.Servers;
using Spectre.Console;

namespace PromptFunctions.Bench.Rollouts;

/// <summary>
/// Many rollouts at once on one LocalHost: each step should start when its predecessor's hold is over. Beside it, bare
/// timers of the same length run in this process, which show what the machine itself is late by.
/// </summary>
internal static class RolloutBenchmark
{
    private const int Few = 100;
    private const double MostGrowth = 1.5;
    private static readonly TimeSpan MostLate = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(RolloutBenchmarkOptions options)
    {
        await using var azurite = await AzuriteServer.StartAsync(new AzuriteOptions());
        await using var app = await ServerProcess.StartAsync("serve-app", azurite.ConnectionString);
        using var api = new RolloutApi(app.Address, options.Hold);

        await api.PrepareAsync("warm");
        await api.FinishAsync(await api.StartAsync("warm"));
        await Parallel.ForAsync(0, options.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => await api.PrepareAsync($"bench-{i}"));

        var (rollouts, timers) = (new List<Task<Rollout>>(), new List<Task<TimeSpan>>());
        long few = 0;
        using var turn = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / options.Rate));
        for (var i = 0; i < options.Count; i++)
        {
            await turn.WaitForNextTickAsync();
            timers.Add(BareTimer.RunAsync(TimeSpan.FromSeconds(options.Hold)));
            rollouts.Add(RunAsync(api, $"bench-{i}"));
            if (rollouts.Count == Math.Min(Few, options.Count)) few = await app.InUseAsync();
        }
        var all = await app.InUseAsync();
        var done = await Task.WhenAll(rollouts);
        var after = await app.InUseAsync();
        return Report(done, await Task.WhenAll(timers), few, all, after);
    }

    private static async Task<Rollout> RunAsync(RolloutApi api, string prompt) => await api.FinishAsync(await api.StartAsync(prompt));

    private static int Report(Rollout[] rollouts, TimeSpan[] timers, long few, long all, long after)
    {
        var late = rollouts.SelectMany(rollout => rollout.Late).Order().ToList();
        var bare = timers.Order().ToList();
        var completed = rollouts.Count(rollout => rollout.Completed);
        AnsiConsole.Write(new Table().Title($"{rollouts.Length:N0} rollouts at once, {late.Count:N0} steps")
            .AddColumns("", "bare timers", "steps", "bound")
            .AddRow("completed", "", $"{completed:N0}", $"{rollouts.Length:N0}")
            .AddRow("late, median", Text(At(bare, 0.5)), Text(At(late, 0.5)), "")
            .AddRow("late, p99", Text(At(bare, 0.99)), Text(At(late, 0.99)), "")
            .AddRow("late, most", Text(bare[^1]), Text(late[^1]), $"≤ {Text(MostLate)}")
            .AddRow($"memory with {Few} running", "", Megabytes(few), "")
            .AddRow("memory with all started", "", $"{Megabytes(all)} ({(double)all / few:0.00}×)", $"≤ {MostGrowth}×")
            .AddRow("memory after the last", "", $"{Megabytes(after)} ({(double)after / few:0.00}×)", $"≤ {MostGrowth}×"));
        var good = completed == rollouts.Length && late[^1] <= MostLate && all <= few * MostGrowth && after <= few * MostGrowth;
        AnsiConsole.MarkupLine(good ? "[green]within the bounds[/]" : "[red]out of bounds[/]");
        return good ? 0 : 1;
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[(int)(share * (sorted.Count - 1))];

    private static string Text(TimeSpan time) => $"{time.TotalMilliseconds:N0} ms";

    private static string Megabytes(long bytes) => $"{bytes / 1024.0 / 1024:0.0} MiB";
}
