using PromptFunctions.Core.Metrics.Folding;

namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>Where the folding of a part of an experiment's subjects stands.</summary>
/// <param name="Fold">Changes with every fold.</param>
/// <param name="Tally">What the subjects add up to; null for a part that was never folded.</param>
/// <param name="TallyTag">The store's token of the tally.</param>
public sealed record SubjectState(FoldState Fold, ExperimentTally? Tally, string? TallyTag)
{
    /// <summary>The state of a part that was never folded.</summary>
    public static SubjectState None { get; } = new(FoldState.None, null, null);
}
