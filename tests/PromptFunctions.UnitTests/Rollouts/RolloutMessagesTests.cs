using Microsoft.Extensions.Logging.Abstractions;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class RolloutMessagesTests
{
    private static readonly RolloutReference Rollout = new("p", "d1");

    private readonly ManualClock clock = new(Noon);
    private readonly EngineInMemory engine = new();

    [Fact]
    public async Task The_engine_is_told_what_to_drive()
    {
        await Messages().StartAsync(engine, Rollout);
        await Messages().WakeAsync(engine, Rollout);

        Assert.Equal(["start p d1", "wake p d1"], engine.Told);
    }

    [Fact]
    public async Task An_engine_that_fails_does_not_fail_the_caller()
    {
        engine.Answer = _ => Task.FromException(new InvalidOperationException());
        await Messages().StartAsync(engine, Rollout);
        engine.Answer = _ => throw new InvalidOperationException();
        await Messages().WakeAsync(engine, Rollout);

        Assert.Equal(2, engine.Told.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_engine_that_hangs_delays_a_command_by_a_second_at_most(bool listens)
    {
        engine.Answer = cancellation => Task.Delay(Timeout.Infinite, listens ? cancellation : default);
        var told = Messages().WakeAsync(engine, Rollout);

        clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.False(told.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));
        await told.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private RolloutMessages Messages() => new(NullLogger<RolloutMessages>.Instance, clock);
}
