namespace PromptFunctions.Core.Problems;

/// <summary>A kind of error that the API can answer: its stable code, HTTP status and title.</summary>
/// <param name="Code">The stable, machine-readable name, such as <c>unknown-prompt</c>.</param>
/// <param name="Status">The HTTP status that goes with it.</param>
/// <param name="Title">What it means, the same for every occurrence.</param>
public sealed record ProblemCode(string Code, int Status, string Title)
{
    /// <inheritdoc/>
    public override string ToString() => Code;
}
