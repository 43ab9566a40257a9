using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>An experiment's arm as the API shows it: buckets <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive).</summary>
public sealed record RouteArmView(string Name, VersionNumber Version, double Weight, int From, int To);
