namespace PromptFunctions.UnitTests.LocalHost;

/// <summary>A service of which each invocation has its own.</summary>
public sealed class ScopedProbe
{
    public Guid Id { get; } = Guid.NewGuid();
}
