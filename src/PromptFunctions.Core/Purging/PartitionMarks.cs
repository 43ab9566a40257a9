namespace PromptFunctions.Core.Purging;

/// <summary>What a partition's rows name.</summary>
/// <param name="Marks">Contents and suites of tests.</param>
/// <param name="Staged">Imports that were not committed, or not yet.</param>
public sealed record PartitionMarks(IReadOnlySet<BlobMark> Marks, IReadOnlyList<StagedImport> Staged);
