using System.Diagnostics.Metrics;
using PromptFunctions.Core.Problems;
using PromptFunctions.UnitTests.Routing;
using static PromptFunctions.Core.Telemetry.PromptInstruments;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class ResolveMeasurementTests : IDisposable
{
    private readonly ServingInMemory serving = new();
    private readonly Measurements measured = new();

    public void Dispose()
    {
        measured.Dispose();
        serving.Dispose();
    }

    [Fact]
    public async Task The_first_answer_waits_for_storage_and_the_next_ones_are_from_memory()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        serving.Storage.Before = reading.Task;
        var first = serving.JsonAsync("kim");
        reading.SetResult();
        await first;
        for (var i = 0; i < 2; i++) await serving.JsonAsync("kim");

        Assert.Equal(["1"], measured.Of(ResolveCacheMisses));
        Assert.Equal(["1", "1"], measured.Of(ResolveCacheHits));
        Assert.Equal(["0 reason=live", "0 reason=live", "0 reason=live"], measured.Of(ResolveDuration));
        Assert.Empty(measured.Of(ResolveStale));
    }

    [Fact]
    public async Task Each_answer_says_why_and_each_problem_which()
    {
        serving.Storage.Route = Routes.Plain.WithRollout(100);
        await serving.JsonAsync("kim");
        await serving.JsonAsync("kim", label: "beta");
        await serving.JsonAsync("kim", version: "1.1.0");
        Assert.Equal(ProblemCodes.UnknownLabel, await serving.ProblemAsync("kim", label: "nowhere"));

        Assert.Equal(["0 reason=rollout", "0 reason=label", "0 reason=pinned", "0 error.type=unknown-label"], measured.Of(ResolveDuration));
    }

    [Fact]
    public async Task What_is_served_while_storage_does_not_answer_is_counted_as_stale()
    {
        await serving.JsonAsync("kim");
        serving.Storage.IsDown = true;
        serving.Expire();
        await serving.JsonAsync("kim");

        Assert.Equal(["1"], measured.Of(ResolveStale));
    }

    [Fact]
    public async Task To_measure_allocates_nothing()
    {
        await serving.JsonAsync("kim");
        Assert.True(serving.IsReady("kim"));
        measured.Dispose();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        var count = 0L;
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => count += value);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => count++);
        listener.Start();
        serving.IsReady("kim");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) serving.IsReady("kim");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);
        Assert.True(count >= 2000, "Nobody listened.");
    }
}
