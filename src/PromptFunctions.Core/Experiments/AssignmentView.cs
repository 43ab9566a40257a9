using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Experiments;

/// <summary>What a subject gets of an experiment.</summary>
/// <param name="Arm">Its arm.</param>
/// <param name="Version">The arm's version.</param>
/// <param name="Assignment">What to hand back with metrics.</param>
/// <param name="Active">Whether the experiment is under way; if not, <c>resolve</c> gives the live version.</param>
public sealed record AssignmentView(string Arm, VersionNumber Version, string Assignment, bool Active);
