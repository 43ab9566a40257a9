using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Routing;

/// <summary>Settings of serving, in the section <c>Routing</c>.</summary>
public sealed class RoutingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Routing";

    /// <summary>
    /// For how many seconds an instance serves a route without looking at storage: the longest time until a change made
    /// elsewhere is served here. 0 to 60, default 2; 0 looks at every request.
    /// </summary>
    [Range(0, 60)]
    public double CacheSeconds { get; set; } = 2;

    /// <summary>How much memory bodies and prepared answers may take, in MiB. 1 to 4096, default 128.</summary>
    [Range(1, 4096)]
    public int BodyCacheMegabytes { get; set; } = 128;

    /// <summary>How many routes an instance keeps. 100 to 1,000,000, default 20,000.</summary>
    [Range(100, 1_000_000)]
    public int CachedRoutes { get; set; } = 20_000;
}
