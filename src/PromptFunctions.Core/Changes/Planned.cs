using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Changes;

/// <summary>A change that was worked out from the state as read, and what its caller gets.</summary>
/// <param name="Change">What is to be written; null where all is as wanted already.</param>
/// <param name="Result">What the caller gets once it is written.</param>
public sealed record Planned<T>(PromptChange? Change, T Result) where T : notnull
{
    /// <summary>What to do before planning anew when an added version exists after all; null makes it a 409.</summary>
    public Action<VersionNumber>? OnVersionExists { get; init; }
}
