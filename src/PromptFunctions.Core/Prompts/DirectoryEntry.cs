namespace PromptFunctions.Core.Prompts;

/// <summary>A prompt in the directory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, to filter by.</param>
/// <param name="Tags">Its tags, to filter by.</param>
public sealed record DirectoryEntry(string Name, string Type, IReadOnlyList<string> Tags)
{
    /// <summary>When it was last written; null for one that was not read from the store.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The store's token of the state that was read.</summary>
    public string? StoreTag { get; init; }

    /// <summary>Whether it says the same of a prompt.</summary>
    public bool Matches(PromptRecord prompt) => Type == prompt.Type && Tags.SequenceEqual(prompt.Tags);

    /// <summary>The entry of a prompt.</summary>
    public static DirectoryEntry Of(PromptRecord prompt) => new(prompt.Name, prompt.Type, prompt.Tags);
}
