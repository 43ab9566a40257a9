namespace PromptFunctions.Core.Purging;

/// <summary>A large import, or a restore, that left what nobody sees.</summary>
/// <param name="Id">Its ULID.</param>
/// <param name="RowKey">One of its versions; the prompt itself, where it began with that and never came to its end.</param>
public sealed record StagedImport(string Id, string RowKey);
