namespace PromptFunctions.Core.Routing;

/// <summary>A version that was chosen for a request, and why. The object itself is the key of its prepared answers.</summary>
public sealed class Selection(RouteRecord route, ServedVersion version, ServingReason reason)
{
    /// <summary>The route that it was chosen from.</summary>
    public RouteRecord Route { get; } = route;

    /// <summary>The version.</summary>
    public ServedVersion Version { get; } = version;

    /// <summary>Why it was chosen.</summary>
    public ServingReason Reason { get; } = reason;
}
