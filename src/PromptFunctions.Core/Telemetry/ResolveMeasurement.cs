using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using static PromptFunctions.Core.Telemetry.PromptInstruments;

namespace PromptFunctions.Core.Telemetry;

/// <summary>Measures <c>resolve</c>. What is answered from memory is measured without any allocation.</summary>
internal static class ResolveMeasurement
{
    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetValues<ServingReason>().Select(reason => new KeyValuePair<string, object?>(TelemetryTags.Reason, WireName.Of(reason)))];

    /// <summary>Whether anybody listens.</summary>
    public static bool IsOn => ResolveDuration.Enabled || ResolveCacheHits.Enabled;

    /// <summary>The same answer, measured.</summary>
    /// <param name="answer">The answer as <c>resolve</c> gives it.</param>
    /// <param name="started">The clock's timestamp of when it was asked for.</param>
    /// <param name="clock">The clock.</param>
    public static ValueTask<Served> Of(ValueTask<Served> answer, long started, TimeProvider clock)
    {
        // What is complete by now has not waited.
        (answer.IsCompleted ? ResolveCacheHits : ResolveCacheMisses).Add(1);
        if (!answer.IsCompletedSuccessfully) return new(AwaitAsync(answer, started, clock));
        Record(answer.Result, started, clock);
        return answer;
    }

    private static async Task<Served> AwaitAsync(ValueTask<Served> answer, long started, TimeProvider clock)
    {
        try
        {
            var served = await answer;
            Record(served, started, clock);
            return served;
        }
        catch (Exception e)
        {
            var error = e is ProblemException problem ? problem.Problem.Code : e.GetType().Name;
            ResolveDuration.Record(clock.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>(TelemetryTags.ErrorType, error));
            throw;
        }
    }

    private static void Record(in Served served, long started, TimeProvider clock)
    {
        ResolveDuration.Record(clock.GetElapsedTime(started).TotalSeconds, Reasons[(int)served.Reason]);
        if (served.IsStale) ResolveStale.Add(1);
    }
}
