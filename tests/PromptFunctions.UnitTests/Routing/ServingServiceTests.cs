using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using static PromptFunctions.UnitTests.Routing.ServingInMemory;

namespace PromptFunctions.UnitTests.Routing;

public sealed class ServingServiceTests : IDisposable
{
    private static readonly string First = Subjects.OfBuckets[0];
    private static readonly string Last = Subjects.OfBuckets[9999];

    private readonly ServingInMemory serving = new();

    public void Dispose() => serving.Dispose();

    [Fact]
    public async Task A_rollout_is_served_with_its_assignment()
    {
        serving.Storage.Route = Routes.Plain.WithRollout(10);

        Assert.Equal(Answer("1.1.0", "rollout", "rollout:r1:candidate"), await serving.JsonAsync(First));
        Assert.Equal(Answer("1.0.0", "rollout", "rollout:r1:baseline"), await serving.JsonAsync(Last));
    }

    [Fact]
    public async Task An_experiment_is_served_with_its_assignment()
    {
        serving.Storage.Route = Routes.Plain.WithExperiment(0, 5000, 10_000);

        Assert.Equal(Answer("3.0.1", "experiment", "experiment:e1:arm-1"), await serving.JsonAsync(First));
        Assert.Equal(Answer("3.0.2", "experiment", "experiment:e1:arm-2"), await serving.JsonAsync(Last));
    }

    [Fact]
    public async Task A_pin_or_a_label_goes_before_all_else()
    {
        serving.Storage.Route = Routes.Plain.WithRollout(100).WithExperiment(0, 10_000);

        Assert.Equal(Answer("2.0.0", "label", null), await serving.JsonAsync(First, label: "beta"));
        Assert.Equal(Answer("2.0.0", "pinned", null), await serving.JsonAsync(First, version: "beta"));
        Assert.Equal(Answer("1.1.0", "pinned", null), await serving.JsonAsync(First, version: "1.1.0"));
        Assert.Equal(Answer("1.0.0", "pinned", null), await serving.JsonAsync(First, version: "production"));
        Assert.Equal(ProblemCodes.UnknownLabel, await serving.ProblemAsync(First, label: "nowhere"));
    }

    [Fact]
    public async Task A_subject_changes_nothing_where_nothing_is_shared_out()
    {
        foreach (var subject in (string?[])[First, Last, "", null]) Assert.Equal(Answer("1.0.0", "live", null), await serving.JsonAsync(subject));
    }

    [Fact]
    public async Task Where_nothing_is_live_a_subject_gets_nothing()
    {
        serving.Storage.Route = Routes.Plain with { Live = null };

        Assert.Equal(ProblemCodes.NoLiveVersion, await serving.ProblemAsync(First));
    }

    [Fact]
    public async Task A_step_of_a_rollout_is_served_when_it_is_seen()
    {
        serving.Storage.Route = Routes.Plain.WithRollout(50);
        Assert.Equal(Answer("1.0.0", "rollout", "rollout:r1:baseline"), await serving.JsonAsync(Last));
        serving.Storage.Route = Routes.Plain.WithRollout(100).Next();
        serving.Expire();

        Assert.Equal(Answer("1.1.0", "rollout", "rollout:r1:candidate", revision: 8), await serving.JsonAsync(Last));
    }

    [Fact]
    public async Task The_steady_state_neither_waits_nor_allocates()
    {
        foreach (var route in (RouteRecord[])[Routes.Plain, Routes.Plain.WithRollout(50), Routes.Plain.WithExperiment(0, 5000, 10_000)])
        {
            serving.Storage.Route = route with { Revision = serving.Storage.Route.Revision + 1 };
            serving.Expire();
            foreach (var subject in (string?[])[First, Last]) await serving.JsonAsync(subject);
            foreach (var subject in (string?[])[First, Last, null]) Assert.True(serving.IsReady(subject));

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) serving.IsReady(i % 2 == 0 ? First : i % 4 == 1 ? Last : null);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 999);
        }
    }
}
