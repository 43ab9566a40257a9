namespace PromptFunctions.Core.Routing;

/// <summary>An active experiment as the API shows it: from <paramref name="EndsAt"/> on the live version is served.</summary>
public sealed record RouteExperimentView(string Id, string Salt, IReadOnlyList<RouteArmView> Arms, DateTimeOffset EndsAt);
