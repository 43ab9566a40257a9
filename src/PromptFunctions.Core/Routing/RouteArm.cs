namespace PromptFunctions.Core.Routing;

/// <summary>An experiment's arm in a route.</summary>
/// <param name="Name">The arm.</param>
/// <param name="Served">Its version.</param>
/// <param name="Weight">Its share, relative to the others.</param>
/// <param name="From">Its first bucket, 0–9999.</param>
/// <param name="To">The bucket after its last, 1–10000.</param>
public sealed record RouteArm(string Name, ServedVersion Served, double Weight, int From, int To);
