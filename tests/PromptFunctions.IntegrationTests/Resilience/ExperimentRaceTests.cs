using System.Collections.Concurrent;
using PromptFunctions.Core.Experiments;
using PromptFunctions.IntegrationTests.Resilience.Support;
using Xunit.Abstractions;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>What meets in one experiment.</summary>
[Collection(ExperimentsGroup.Name)]
public sealed class ExperimentRaceTests(TwoApps apps, ITestOutputHelper output)
{
    private const int Batches = 240;
    private const int Senders = 6;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_stop_and_a_completion_that_meet_anywhere_exactly_one_wins(bool stopIsInterrupted)
    {
        await using var later = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: new ShiftedClock { Ahead = TimeSpan.FromDays(1.5) });
        var (happened, seen) = (true, new HashSet<string>());
        for (var call = 1; happened; call++)
        {
            happened = false;
            var experiment = await Experimenting.CreateAsync(apps.Second.Api, autoPromote: true);
            await apps.Second.Api.ReportWinAsync(experiment);
            await apps.Second.Api.FiguresAsync(experiment);
            var stop = new ApiRequest(HttpMethod.Post, $"{experiment.Path()}/stop", new { promote = "winner", reason = "now" });
            Answer? stopped = null;
            Func<Task> rivals = stopIsInterrupted ? () => later.CompleteAsync(experiment) : async () => stopped = await apps.First.Api.SendAsync(stop);
            var calls = 0;
            var script = new StorageScript
            {
                Before = async _ =>
                {
                    if (Interlocked.Increment(ref calls) != call) return;
                    happened = true;
                    Task rival;
                    // Nothing of the request's own context goes with it.
                    using (ExecutionContext.SuppressFlow()) rival = Task.Run(rivals);
                    await rival;
                },
            };

            if (stopIsInterrupted) stopped = await apps.First.Api.SendAsync(stop with { Script = script });
            else await later.Storage.PlayAsync(script, () => later.CompleteAsync(experiment));
            stopped ??= await apps.First.Api.SendAsync(stop);

            seen.Add(await CheckAsync(experiment, stopped));
        }
        Assert.Equal(["completed", "stopped"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_timers_and_a_stop_at_once_end_an_experiment_once()
    {
        var clock = new ShiftedClock { Ahead = TimeSpan.FromDays(1.5) };
        await using var one = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock);
        await using var other = await TestApp.StartAsync(apps.Azurite.ConnectionString, clock: clock);
        await new Race(apps, output).RunAsync(12, async chance =>
        {
            var experiment = await Experimenting.CreateAsync(apps.Second.Api, autoPromote: true);
            await apps.Second.Api.ReportWinAsync(experiment);
            var (moment, stop) = (chance.Next(40), new ApiRequest(HttpMethod.Post, $"{experiment.Path()}/stop", new { promote = "winner", reason = "now" }));

            var completions = new[] { one, other }.Select(app => app.CompleteAsync(experiment)).ToList();
            await Task.Delay(moment);
            var stopped = await apps.First.Api.SendAsync(stop);
            await Task.WhenAll(completions);

            await CheckAsync(experiment, stopped);
        });
    }

    [Fact]
    public async Task Whatever_is_retried_dies_or_runs_twice_each_result_counts_once()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var chaos = new Chaos(seed);
        var experiment = await Experimenting.CreateAsync(apps.First.Api);
        var subjects = new Dictionary<string, List<string>> { ["control"] = experiment.Subjects("control", 30), ["treatment"] = experiment.Subjects("treatment", 30) };
        // The first three of each arm are going to be seen with the other one; they have results before.
        var foreign = subjects.ToDictionary(arm => arm.Key, arm => arm.Value.Take(3).ToHashSet());
        await apps.First.RecordAsync(experiment, $"{experiment.Id}-before", foreign.Values.SelectMany(some => some).Select(subject => Experimenting.Result(subject, 1)));
        var oracle = new ConcurrentBag<(string Arm, string Subject, double Value)>();
        using var end = new CancellationTokenSource();
        var others = new[] { apps.First, apps.Second }.SelectMany(app => new[] { RepeatAsync(app, chaos, app.FoldAsync, end.Token), RepeatAsync(app, chaos, () => ReadAsync(app, experiment), end.Token) }).ToList();

        await Parallel.ForAsync(0, Batches, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, _) =>
        {
            var random = new Random(unchecked((seed * 31) + number));
            var results = Enumerable.Range(0, random.Next(1, 8)).Select(_ =>
            {
                var arm = random.Next(2) == 0 ? "control" : "treatment";
                return (Arm: arm, Subject: subjects[arm][random.Next(30)], Value: (double)random.Next(1, 100));
            }).ToList();
            await SendAsync(chaos, experiment, $"{experiment.Id}-{number}", results.Select(one =>
                Experimenting.Result(one.Subject, one.Value, foreign[one.Arm].Contains(one.Subject) && number % 2 == 0 ? one.Arm == "control" ? "treatment" : "control" : null)));
            foreach (var one in results) oracle.Add(one);
        });
        await end.CancelAsync();
        await Task.WhenAll(others);

        var expected = Experimenting.Figures(Of("control"), Of("treatment"), quarantined: 6);
        foreach (var api in new[] { apps.First.Api, apps.Second.Api, apps.Fresh }) Assert.Equal(expected, await api.FiguresAsync(experiment));
        output.WriteLine($"{chaos.Deaths} deaths, {chaos.LostAnswers} lost answers, {chaos.Delays} delays");
        Assert.True(chaos.Deaths > 10 && chaos.LostAnswers > 5);

        IEnumerable<double[]> Of(string arm) => oracle.Where(one => one.Arm == arm && !foreign[arm].Contains(one.Subject)).GroupBy(one => one.Subject).Select(subject => subject.Select(one => one.Value).ToArray());
    }

    private async Task SendAsync(Chaos chaos, ExperimentReference experiment, string batchId, IEnumerable<object> results)
    {
        var batch = results.ToList();
        for (var answered = false; !answered || chaos.Chance(10);)
        {
            var app = apps.App(chaos.Next(2));
            try
            {
                await app.Storage.PlayAsync(chaos.Script(), () => app.RecordAsync(experiment, batchId, batch));
                answered = true;
            }
            catch (Exception e) when (Chaos.IsCause(e))
            {
                // Sent again, like a client would.
            }
        }
    }

    private static async Task RepeatAsync<T>(TestApp app, Chaos chaos, Func<Task<T>> work, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                await app.Storage.PlayAsync(chaos.Script(), work);
            }
            catch (Exception e) when (Chaos.IsCause(e))
            {
                // It comes again.
            }
            await Task.Delay(chaos.Next(300), CancellationToken.None);
        }
    }

    private static async Task<string> ReadAsync(TestApp app, ExperimentReference experiment) => await app.Api.FiguresAsync(experiment);

    /// <summary>Checks that the experiment ended once, and that what was promoted was so once; gives how it ended.</summary>
    private async Task<string> CheckAsync(ExperimentReference experiment, Answer stopped)
    {
        // Whether the figures of one that was stopped are final by now, is a matter of chance.
        var state = (await apps.Fresh.StateAsync(experiment)).Replace("experiment.decided ", "", StringComparison.Ordinal);
        Assert.True(stopped.Status is 200 or 409, stopped.Text);
        var status = stopped.Status == 200 ? "stopped" : "completed";
        if (stopped.Status == 409) Assert.Equal("experiment-not-active", stopped.Code);
        Assert.StartsWith($"{status} winner treatment promoted 0.0.2 ", state, StringComparison.Ordinal);
        var actions = status == "stopped" ? "experiment.stopped" : "deployment.completed experiment.completed";
        Assert.Contains($"live 0.0.2, active False, rollout False, 1 deployments\n{actions} experiment.created ", state, StringComparison.Ordinal);
        Assert.EndsWith(Experimenting.Figures(Values(10), Values(20)), state, StringComparison.Ordinal);
        return status;
        static IEnumerable<double[]> Values(int from) => Enumerable.Range(0, 30).Select(i => new double[] { from + (i % 2) });
    }
}
