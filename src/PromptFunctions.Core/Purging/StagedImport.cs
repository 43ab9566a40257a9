namespace PromptFunctions.Core.Purging;

/// <summary>A large import that left versions which nobody sees.</summary>
/// <param name="Id">Its ULID.</param>
/// <param name="RowKey">One of its versions.</param>
public sealed record StagedImport(string Id, string RowKey);
