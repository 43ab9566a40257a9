namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>Changes with every fold of a target, so that two never fold the same and a reader knows whether one came between.</summary>
/// <param name="Revision">How often the target was folded.</param>
/// <param name="PurgeDue">When the target's old rows are looked at next; null where nobody planned it yet.</param>
/// <param name="Tag">The store's token of the state that was read; null for a target that was never folded.</param>
public sealed record FoldState(long Revision, DateOnly? PurgeDue, string? Tag)
{
    /// <summary>The state of a target that was never folded.</summary>
    public static FoldState None { get; } = new(0, null, null);
}
