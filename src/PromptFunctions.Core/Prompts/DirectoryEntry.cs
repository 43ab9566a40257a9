namespace PromptFunctions.Core.Prompts;

/// <summary>
/// A prompt in the directory. While a prompt changes, its entry says what it was and what it becomes, so that whoever
/// filters finds it either way.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Types">The types that it may have, to filter by.</param>
/// <param name="Tags">The tags that it may have, to filter by.</param>
public sealed record DirectoryEntry(string Name, IReadOnlyList<string> Types, IReadOnlyList<string> Tags)
{
    /// <summary>When it was last written; null for one that was not read from the store.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The store's token of the state that was read.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Whether it says just what a prompt is.</summary>
    public bool Matches(PromptRecord prompt) => Types.SequenceEqual([prompt.Type]) && Tags.SequenceEqual(prompt.Tags);

    /// <summary>The entry of a prompt that changes.</summary>
    public static DirectoryEntry Of(PromptRecord before, PromptRecord after) =>
        new(after.Name, [.. after.Type == before.Type ? [after.Type] : new[] { before.Type, after.Type }], [.. after.Tags.Union(before.Tags)]);

    /// <summary>The entry of a prompt as it is.</summary>
    public static DirectoryEntry Of(PromptRecord prompt) => new(prompt.Name, [prompt.Type], prompt.Tags);
}
