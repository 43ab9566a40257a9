namespace PromptFunctions.Core.Experiments.Subjects;

/// <summary>What one batch says of some subjects, as it stands in one row until it is folded.</summary>
/// <param name="Id">The row.</param>
/// <param name="ReceivedAt">When the batch arrived.</param>
/// <param name="Changes">What it says, each subject once; at most <see cref="MostSubjects"/>.</param>
/// <param name="Tag">The store's token of the row as it was read.</param>
public sealed record SubjectRow(string Id, DateTimeOffset ReceivedAt, IReadOnlyList<SubjectChange> Changes, string Tag)
{
    /// <summary>The most subjects of a row: it is folded as a whole, in one transaction with all that it changes.</summary>
    public const int MostSubjects = 80;
}
