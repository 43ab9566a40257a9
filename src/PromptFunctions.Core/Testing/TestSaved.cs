namespace PromptFunctions.Core.Testing;

/// <summary>A test that was set.</summary>
/// <param name="Test">The test.</param>
/// <param name="Created">Whether it is new.</param>
public sealed record TestSaved(PromptTest Test, bool Created);
