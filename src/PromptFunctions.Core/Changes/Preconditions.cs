using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Changes;

/// <summary>What the caller says must hold of the target (RFC 9110, section 13.1).</summary>
/// <param name="IfMatch">The tags of which the target must have one, <c>*</c> for any; null where nothing is said.</param>
/// <param name="CreateOnly">Whether the target must not exist.</param>
public sealed record Preconditions(IReadOnlyList<string>? IfMatch, bool CreateOnly)
{
    /// <summary>Nothing is said.</summary>
    public static readonly Preconditions None = new(null, false);

    /// <summary>Checks a target; 412 where it is another than the caller thinks.</summary>
    /// <param name="tag">Computes the tag to compare with, only where it is needed.</param>
    /// <param name="exists">Whether the target exists. It may not, where the tag is that of what it belongs to.</param>
    public void Require(Func<string> tag, bool exists = true)
    {
        if (CreateOnly && exists) throw Failed("It exists already.");
        if (IfMatch is null || IfMatch.Contains("*") || IfMatch.Contains(tag())) return;
        throw Failed("It has changed since it was read. Read it again.");
    }

    /// <summary>Checks a target that does not exist; 412 where the caller thinks it does.</summary>
    public void RequireAbsent()
    {
        if (IfMatch is not null) throw Failed("It does not exist.");
    }

    private static ProblemException Failed(string detail) => new(ProblemCodes.EtagMismatch, detail);
}
