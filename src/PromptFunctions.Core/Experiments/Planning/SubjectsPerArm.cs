namespace PromptFunctions.Core.Experiments.Planning;

/// <summary>How many subjects an arm needs, rounded up.</summary>
/// <param name="Fixed">With a single look at the end.</param>
/// <param name="Sequential">With looks at any time.</param>
public sealed record SubjectsPerArm(long Fixed, long Sequential);
