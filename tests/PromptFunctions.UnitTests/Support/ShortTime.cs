namespace PromptFunctions.UnitTests.Support;

/// <summary>
/// Bounds the processor time of work whose time must not grow out of hand. The tests in the collection run alone, so
/// that all of the process's time is theirs, and other programs on the machine do not count.
/// </summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class ShortTime
{
    public const string Collection = "Short time";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static void Require(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        var used = Environment.CpuUsage.TotalTime - before;

        Assert.True(used < Limit, $"It took {used.TotalSeconds:F1} s of processor time.");
    }
}
