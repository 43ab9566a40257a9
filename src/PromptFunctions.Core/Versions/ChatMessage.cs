namespace PromptFunctions.Core.Versions;

/// <summary>One message of a chat prompt.</summary>
public sealed record ChatMessage
{
    /// <summary>Who speaks.</summary>
    public required ChatRole Role { get; init; }

    /// <summary>What is said, a template.</summary>
    public required string Content { get; init; }
}
