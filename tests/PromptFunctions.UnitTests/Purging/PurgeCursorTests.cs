using PromptFunctions.Core.Purging;

namespace PromptFunctions.UnitTests.Purging;

public sealed class PurgeCursorTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_task_that_never_ran_begins() => Assert.Equal(new PurgeCursor("task", Now), PurgeCursor.Daily("task", null, Now));

    [Fact]
    public void A_task_that_is_under_way_goes_on_where_it_stopped()
    {
        var last = new PurgeCursor("task", Now.AddDays(-3)) { After = "m", StoreTag = "t" };

        Assert.Equal(last, PurgeCursor.Daily("task", last, Now));
    }

    [Fact]
    public void A_task_that_waits_does_nothing_before_its_time()
    {
        var last = new PurgeCursor("task", Now) { NotBefore = Now.AddMinutes(15) };

        Assert.Null(PurgeCursor.Daily("task", last, Now.AddMinutes(14)));
        Assert.Equal(last, PurgeCursor.Daily("task", last, Now.AddMinutes(15)));
    }

    [Fact]
    public void A_task_that_is_done_begins_anew_a_day_after_it_began()
    {
        var last = new PurgeCursor("task", Now) { After = "z", IsDone = true, StoreTag = "t" };

        Assert.Null(PurgeCursor.Daily("task", last, Now.AddHours(23)));
        Assert.Equal(new PurgeCursor("task", Now.AddHours(24)) { StoreTag = "t" }, PurgeCursor.Daily("task", last, Now.AddHours(24)));
    }
}
