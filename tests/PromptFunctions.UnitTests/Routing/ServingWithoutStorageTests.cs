using PromptFunctions.Core.Problems;
using static PromptFunctions.UnitTests.Routing.ServingInMemory;

namespace PromptFunctions.UnitTests.Routing;

public sealed class ServingWithoutStorageTests : IDisposable
{
    private const string Candidate = "rollout:r1:candidate";
    private const string Baseline = "rollout:r1:baseline";

    private static readonly string First = Subjects.OfBuckets[0];
    private static readonly string Last = Subjects.OfBuckets[9999];

    private readonly ServingInMemory serving = new() { Storage = { Route = Routes.Plain.WithRollout(50) } };

    public void Dispose() => serving.Dispose();

    [Fact]
    public async Task A_body_is_read_when_it_is_first_asked_for()
    {
        for (var i = 0; i < 3; i++) await serving.JsonAsync(Last);
        Assert.Equal(["1.0.0"], serving.Storage.Bodies);
        for (var i = 0; i < 3; i++) await serving.JsonAsync(First);
        Assert.Equal(["1.0.0", "1.1.0"], serving.Storage.Bodies);
    }

    [Fact]
    public async Task A_candidate_whose_body_cannot_be_read_fails_alone_and_comes_back_by_itself()
    {
        serving.Storage.Unreadable = "1.1.0";

        Assert.Equal(ProblemCodes.StorageUnavailable, await serving.ProblemAsync(First));
        Assert.Equal(Answer("1.0.0", "rollout", Baseline), await serving.JsonAsync(Last));
        Assert.Equal(ProblemCodes.StorageUnavailable, await serving.ProblemAsync(First));
        serving.Storage.Unreadable = null;
        Assert.Equal(Answer("1.1.0", "rollout", Candidate), await serving.JsonAsync(First));
    }

    [Fact]
    public async Task An_arm_whose_body_cannot_be_read_fails_alone()
    {
        serving.Storage.Route = Routes.Plain.WithExperiment(0, 5000, 10_000);
        serving.Storage.Unreadable = "3.0.2";

        Assert.Equal(ProblemCodes.StorageUnavailable, await serving.ProblemAsync(Last));
        Assert.Equal(Answer("3.0.1", "experiment", "experiment:e1:arm-1"), await serving.JsonAsync(First));
    }

    [Fact]
    public async Task Without_a_subject_no_second_draw_hides_that_the_candidate_cannot_be_read()
    {
        serving.Storage.Unreadable = "1.1.0";
        await serving.JsonAsync(Last);

        var failed = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (await Record.ExceptionAsync(() => serving.JsonAsync(null)) is not null) failed++;
        }

        // More than nine standard deviations to each side.
        Assert.InRange(failed, 350, 650);
    }

    [Fact]
    public async Task When_storage_does_not_answer_both_sides_are_served_from_memory_as_stale()
    {
        await serving.JsonAsync(First);
        await serving.JsonAsync(Last);
        serving.Storage.IsDown = true;
        serving.Expire();

        Assert.Equal(Answer("1.1.0", "rollout", Candidate, stale: true), await serving.JsonAsync(First));
        Assert.Equal(Answer("1.0.0", "rollout", Baseline, stale: true), await serving.JsonAsync(Last));
    }

    [Fact]
    public async Task When_storage_does_not_answer_only_the_side_that_was_never_read_fails()
    {
        await serving.JsonAsync(Last);
        serving.Storage.IsDown = true;
        serving.Expire();

        Assert.Equal(ProblemCodes.StorageUnavailable, await serving.ProblemAsync(First));
        Assert.Equal(Answer("1.0.0", "rollout", Baseline, stale: true), await serving.JsonAsync(Last));
    }

    [Fact]
    public async Task A_body_that_was_read_serves_the_next_revision_too()
    {
        await serving.JsonAsync(Last);
        serving.Storage.Route = Routes.Plain.WithRollout(60).Next();
        serving.Storage.Unreadable = "1.0.0";
        serving.Expire();

        Assert.Equal(Answer("1.0.0", "rollout", Baseline, revision: 8), await serving.JsonAsync(Last));
    }
}
