using System.Diagnostics;

namespace PromptFunctions.Bench.Rollouts;

/// <summary>A timer with nothing behind it.</summary>
internal static class BareTimer
{
    /// <summary>Waits, and gives by how much it was late.</summary>
    public static async Task<TimeSpan> RunAsync(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(time);
        return Stopwatch.GetElapsedTime(started) - time;
    }
}
