using PromptFunctions.Core.Common;

namespace PromptFunctions.UnitTests.Common;

public sealed class UlidTimeTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, 890, TimeSpan.Zero);

    [Fact]
    public void An_identifier_tells_its_time() => Assert.Equal(At, Ulid.TimeOf(Ulid.New(At)));

    [Fact]
    public void The_first_of_a_time_lies_before_all_of_it_and_after_all_before_it()
    {
        var first = Ulid.First(At);

        Assert.True(Ulid.IsUlid(first));
        Assert.True(string.CompareOrdinal(first, Ulid.New(At)) <= 0);
        Assert.True(string.CompareOrdinal(first, Ulid.New(At.AddMilliseconds(-1))) > 0);
    }
}
