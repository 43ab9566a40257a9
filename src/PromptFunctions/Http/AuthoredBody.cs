using PromptFunctions.Core.Changes;

namespace PromptFunctions.Http;

/// <summary>The body of a change that needs none, and may say who does it.</summary>
public sealed record AuthoredBody : IAuthored
{
    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }
}
