namespace PromptFunctions.Core.Metrics.Folding;

/// <summary>One step of folding a target, written in one transaction.</summary>
/// <param name="Before">The state that it follows.</param>
/// <param name="PurgeDue">When the target's old rows are looked at next.</param>
/// <param name="Aggregates">The aggregates that change, with all their points.</param>
/// <param name="Folded">The rows of which nothing is left.</param>
/// <param name="Rest">The row of which something is left, with only that; null where there is none.</param>
public sealed record Fold(
    FoldState Before, DateOnly PurgeDue, IReadOnlyDictionary<AggregateKey, MetricFigures> Aggregates, IReadOnlyList<DeltaRow> Folded, DeltaRow? Rest);
