namespace PromptFunctions.Core.Routing;

/// <summary>A value as a cache gives it.</summary>
/// <param name="Value">The value; null where storage has none.</param>
/// <param name="Age">How long ago storage was asked.</param>
/// <param name="Stale">Whether storage could not be asked when it should have been.</param>
public readonly record struct Cached<T>(T? Value, TimeSpan Age, bool Stale) where T : class;
