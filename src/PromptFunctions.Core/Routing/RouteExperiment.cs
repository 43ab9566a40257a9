namespace PromptFunctions.Core.Routing;

/// <summary>An active experiment in a route.</summary>
/// <param name="Id">The experiment.</param>
/// <param name="Salt">What its buckets are computed with.</param>
/// <param name="Arms">Its arms, which share all buckets.</param>
/// <param name="EndsAt">When its time is up: from then on the live version is served, whoever tidies up when.</param>
public sealed record RouteExperiment(string Id, string Salt, IReadOnlyList<RouteArm> Arms, DateTimeOffset EndsAt)
{
    /// <summary>Whether it shares the traffic out, at a time.</summary>
    public bool IsUnderWay(DateTimeOffset now) => now < EndsAt;
}
