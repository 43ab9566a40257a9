using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Versions;

public sealed class StatusChangeTests
{
    [Fact]
    public void A_step_is_added_at_the_end()
    {
        var first = new StatusChange(VersionStatus.Draft, Noon, "ann", null);
        var second = new StatusChange(VersionStatus.Testing, Noon.AddHours(1), "bob", "ready");

        Assert.Equal([first, second], StatusChange.Append([first], second));
    }

    [Fact]
    public void A_long_history_keeps_its_first_and_its_latest_steps()
    {
        IReadOnlyList<StatusChange> history = [new(VersionStatus.Draft, Noon, "ann", null)];
        for (var i = 1; i <= 5000; i++)
            history = StatusChange.Append(history, new(i % 2 == 0 ? VersionStatus.Deprecated : VersionStatus.Production, Noon.AddMinutes(i), "bob", $"step {i}"));

        Assert.Equal(VersionStatus.Draft, history[0].Status);
        Assert.Equal("step 5000", history[^1].Reason);
        Assert.Equal(Enumerable.Range(5000 - history.Count + 2, history.Count - 1).Select(i => $"step {i}"), history.Skip(1).Select(step => step.Reason));
        Assert.InRange(history.Count, 100, 300);
    }

    [Fact]
    public void Long_reasons_leave_room_for_the_row()
    {
        IReadOnlyList<StatusChange> history = [new(VersionStatus.Draft, Noon, "ann", null)];
        for (var i = 0; i < 100; i++) history = StatusChange.Append(history, new(VersionStatus.Production, Noon, "bob", new string('r', 20_000)));

        Assert.InRange(history.Sum(step => step.Reason?.Length ?? 0), 20_000, 30_000);
    }

    [Fact]
    public void The_latest_step_is_kept_whatever_its_size()
    {
        var step = new StatusChange(VersionStatus.Testing, Noon, "bob", new string('r', 32_768));

        Assert.Equal(step, StatusChange.Append([new(VersionStatus.Draft, Noon, "ann", null), new(VersionStatus.Testing, Noon, "ann", null)], step)[^1]);
    }

    [Fact]
    public void A_version_in_production_was_served_for_good()
    {
        var draft = Support.Samples.Version() with { Status = VersionStatus.Testing, Served = false };

        var live = draft.WithStatus(new(VersionStatus.Production, Noon.AddDays(1), "ann", "go"));
        var retired = live.WithStatus(new(VersionStatus.Deprecated, Noon.AddDays(2), "ann", null));

        Assert.False(draft.WithStatus(new(VersionStatus.Archived, Noon, "ann", null)).Served);
        Assert.Equal((VersionStatus.Production, true, Noon.AddDays(1)), (live.Status, live.Served, live.UpdatedAt));
        Assert.True(retired.Served);
        Assert.Equal(live.StatusHistory[^1], retired.StatusHistory[^2]);
    }
}
