using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

/// <summary>Recording, folding and completing that ends between any two storage calls.</summary>
[Collection(ExperimentsGroup.Name)]
public sealed class InterruptedExperimentTests(TwoApps apps)
{
    private const int MostCalls = 60;

    [Fact]
    public async Task Results_whose_recording_dies_anywhere_count_once_when_they_are_sent_again()
    {
        var died = 0;
        for (var k = 0; ; k++)
        {
            var experiment = await PrepareAsync();
            var batch = Batch(experiment);
            var answer = await apps.First.Api.SendAsync(batch with { Script = new() { DieAfter = k } });
            if (answer.Status == 202) break;
            answer.Expect(500);
            died++;

            var retried = (await apps.Second.Api.SendAsync(batch)).Expect(202);
            Assert.Equal((3, "foreign-arm"), (retried.Json["accepted"]!.GetValue<int>(), Assert.Single(retried.Json["rejected"]!.AsArray())!["code"]!.GetValue<string>()));
            await ExpectAsync(experiment, $"after call {k}");
            Assert.Equal(retried.Text, (await apps.First.Api.SendAsync(batch)).Expect(202).Text);
            await ExpectAsync(experiment, $"after call {k}, sent three times");
        }
        Assert.InRange(died, 6, 20);
    }

    [Fact]
    public async Task Results_whose_storage_call_took_effect_without_an_answer_count_once()
    {
        for (var k = 1; k <= 9; k++)
        {
            var experiment = await PrepareAsync();
            (await apps.First.Api.SendAsync(Batch(experiment) with { Script = new() { LoseAnswerOf = k } })).Expect(202);
            await ExpectAsync(experiment, $"call {k}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Folding_of_subjects_that_dies_anywhere_or_misses_an_answer_loses_and_doubles_nothing(bool onlyAnswers)
    {
        var (undisturbed, target) = await RecordedAsync();
        var script = new StorageScript();
        await FoldAsync(target, script);
        Assert.InRange(script.Calls, 6, 10);
        await ExpectAsync(undisturbed, "undisturbed");

        for (var k = 0; k < script.Calls; k++)
        {
            var (experiment, part) = await RecordedAsync();
            if (onlyAnswers) await FoldAsync(part, new() { LoseAnswerOf = k + 1 });
            else await Assert.ThrowsAsync<ProcessDiedException>(() => FoldAsync(part, new() { DieAfter = k }));
            await ExpectAsync(experiment, $"after call {k}");
            await FoldAsync(part, new());
            await ExpectAsync(experiment, $"after call {k} and another run");
            Assert.Equal(0, await apps.UnfoldedAsync(part));
        }
    }

    [Fact]
    public async Task A_run_of_the_aggregation_timer_that_dies_anywhere_is_completed_by_the_next_one()
    {
        for (var k = 2; k <= 40; k += 12)
        {
            var (experiment, target) = await RecordedAsync();
            try
            {
                await apps.First.Storage.PlayAsync(new() { DieAfter = k }, apps.First.FoldAsync);
            }
            catch (Exception e) when (Chaos.IsCause(e))
            {
                // The timer comes again.
            }
            await apps.Second.FoldAsync();
            Assert.Equal(0, await apps.UnfoldedAsync(target));
            await ExpectAsync(experiment, $"after call {k}");
        }
    }

    [Theory]
    [InlineData(false, "immediate")]
    [InlineData(true, "immediate")]
    [InlineData(true, "gradual")]
    public async Task Completing_that_dies_anywhere_leaves_an_active_experiment_an_ended_or_a_frozen_one_and_the_next_run_completes_it(bool autoPromote, string promote)
    {
        await using var later = await LaterAsync();
        var undisturbed = await WonAsync(autoPromote, promote);
        var before = await apps.Fresh.StateAsync(undisturbed);
        await later.EndAsync(undisturbed);
        var between = await apps.Fresh.StateAsync(undisturbed);
        await later.CompleteAsync(undisturbed);
        var after = await apps.Fresh.StateAsync(undisturbed);
        Assert.StartsWith($"completed winner treatment promoted {(autoPromote ? "0.0.2" : "")}", after, StringComparison.Ordinal);

        for (var k = 0; k < MostCalls; k++)
        {
            var experiment = await WonAsync(autoPromote, promote);
            var died = false;
            try
            {
                await later.Storage.PlayAsync(new() { DieAfter = k }, () => later.CompleteAsync(experiment));
            }
            catch (ProcessDiedException)
            {
                died = true;
            }
            var left = await apps.Fresh.StateAsync(experiment);
            Assert.True(left == before || left == between || left == after, $"After call {k}:\n{left}\nis neither\n{before}\nnor\n{between}\nnor\n{after}");
            await Task.WhenAll(later.CompleteAsync(experiment), later.CompleteAsync(experiment));
            Assert.Equal(after, await apps.Fresh.StateAsync(experiment));
            if (died) continue;
            await later.Host.RunTimerAsync("EvaluateExperiments");
            Assert.Equal(after, await apps.Fresh.StateAsync(experiment));
            return;
        }
        Assert.Fail("It never completed.");
    }

    [Fact]
    public async Task Completing_whose_storage_call_took_effect_without_an_answer_is_done_once()
    {
        await using var later = await LaterAsync();
        var undisturbed = await WonAsync(autoPromote: true);
        var script = new StorageScript();
        await later.Storage.PlayAsync(script, () => later.CompleteAsync(undisturbed));
        var after = await apps.Fresh.StateAsync(undisturbed);

        for (var k = 1; k <= script.Calls; k++)
        {
            var experiment = await WonAsync(autoPromote: true);
            await later.Storage.PlayAsync(new() { LoseAnswerOf = k }, () => later.CompleteAsync(experiment));
            Assert.Equal(after, await apps.Fresh.StateAsync(experiment));
        }
    }

    /// <summary>Results of subjects old and new, and of one that another arm served: it had results.</summary>
    private static ApiRequest Batch(ExperimentReference experiment)
    {
        var (control, treatment) = (experiment.Subjects("control", 2), experiment.Subjects("treatment", 2));
        return experiment.Record(experiment.Id, Experimenting.Result(control[0], 4), Experimenting.Result(treatment[0], 5), Experimenting.Result(treatment[1], 6), Experimenting.Result(control[1], 9, "treatment"));
    }

    private async Task ExpectAsync(ExperimentReference experiment, string when)
    {
        var found = await apps.Second.Api.FiguresAsync(experiment);
        Assert.True(Experimenting.Figures([[1, 4]], [[5], [6]], quarantined: 1) == found, $"{when}: {found}");
    }

    /// <summary>An experiment with two subjects that have results.</summary>
    private async Task<ExperimentReference> PrepareAsync()
    {
        var experiment = await Experimenting.CreateAsync(apps.Second.Api);
        var control = experiment.Subjects("control", 2);
        (await apps.First.Api.SendAsync(experiment.Record($"{experiment.Id}-1", Experimenting.Result(control[0], 1), Experimenting.Result(control[1], 2)))).Expect(202);
        return experiment;
    }

    /// <summary>The same experiment with everything recorded, and the part of its subjects that most was recorded for.</summary>
    private async Task<(ExperimentReference Experiment, MetricTarget Target)> RecordedAsync()
    {
        var experiment = await PrepareAsync();
        (await apps.Second.Api.SendAsync(Batch(experiment))).Expect(202);
        var parts = Enumerable.Range(0, SubjectFolder.Parts).Select(part => MetricTarget.OfSubjects(experiment.Prompt, experiment.Id, part)).ToList();
        var waiting = await Task.WhenAll(parts.Select(apps.UnfoldedAsync));
        return (experiment, parts[Array.IndexOf(waiting, waiting.Max())]);
    }

    private async Task<ExperimentReference> WonAsync(bool autoPromote, string promote = "immediate")
    {
        var experiment = await Experimenting.CreateAsync(apps.Second.Api, autoPromote, promote);
        await apps.First.Api.ReportWinAsync(experiment);
        // What is waiting is folded, so that fewer calls are to be tried; how folding ends is tested by itself.
        await apps.First.Api.FiguresAsync(experiment);
        return experiment;
    }

    /// <summary>An instance for which the time of all experiments is up.</summary>
    private Task<TestApp> LaterAsync() => TestApp.StartAsync(apps.Azurite.ConnectionString, clock: new ShiftedClock { Ahead = TimeSpan.FromDays(1.5) }, withTimers: true);

    private Task<(long Rows, bool IsDone)> FoldAsync(MetricTarget target, StorageScript script) => apps.First.Storage.PlayAsync(script, () =>
        apps.First.Host.Services.GetRequiredService<SubjectFolder>().FoldAsync(target, new(DateTimeOffset.UtcNow, DateTimeOffset.MaxValue), CancellationToken.None));
}
