namespace PromptFunctions.Core.Health;

/// <summary>The state of the service.</summary>
/// <param name="Status"><c>healthy</c>; anything else is answered as a problem.</param>
/// <param name="Storage"><c>reachable</c>.</param>
public sealed record HealthView(string Status, string Storage);
