namespace PromptFunctions.Core.Rendering;

/// <summary>The kinds of fault that dependencies can have.</summary>
public static class IncludeFaultCodes
{
    /// <summary>No version that exists and is not archived lies in the range.</summary>
    public const string Unresolved = "unresolved-dependencies";

    /// <summary>Prompts include each other.</summary>
    public const string Cycle = "dependency-cycle";

    /// <summary>A chat prompt is included: only a text can be a part of a text.</summary>
    public const string ChatPartial = "chat-partial";

    /// <summary>More prompts are included than are put together.</summary>
    public const string TooMany = "too-many-includes";

    /// <summary>All that is included is larger than a content may be.</summary>
    public const string Oversize = "oversize-content";
}
