namespace PromptFunctions.Core.Experiments;

/// <summary>Whether the arms have the shares of the subjects that they should.</summary>
/// <param name="PValue">Pearson's χ² test of subjects against shares; null as long as fewer than 8 are due in an arm.</param>
/// <param name="Ok">Whether that is credible: p is 0.001 or more, or not known yet.</param>
/// <param name="Quarantined">How many subjects were seen in two arms, and left out for it.</param>
public sealed record SampleRatio(double? PValue, bool Ok, long Quarantined);
