namespace PromptFunctions.Dev.Starting;

/// <summary>What <c>start</c> was asked for.</summary>
/// <param name="Port">Of the service.</param>
/// <param name="Func">Run the real Functions host (Core Tools) in place of LocalHost.</param>
/// <param name="Split">A process for each scale group, as in production.</param>
/// <param name="StoragePortBase">The first of Azurite's three ports; null takes 10000, or free ones when those are taken.</param>
internal sealed record StartOptions(int Port, bool Func, bool Split, int? StoragePortBase);
