namespace PromptFunctions.Core.Routing;

/// <summary>An active experiment as the API shows it.</summary>
public sealed record RouteExperimentView(string Id, string Salt, IReadOnlyList<RouteArmView> Arms);
