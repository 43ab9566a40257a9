namespace PromptFunctions.Core.Changes;

/// <summary>A body that may say who sends it.</summary>
public interface IAuthored
{
    /// <summary>Who does it, where nobody is signed in.</summary>
    string? Author { get; }
}
