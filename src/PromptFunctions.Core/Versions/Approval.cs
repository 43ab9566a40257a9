namespace PromptFunctions.Core.Versions;

/// <summary>A person's consent that a version goes live.</summary>
/// <param name="By">Who approved.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record Approval(string By, DateTimeOffset At, string? Reason);
