using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Versions;

/// <summary>The rule that a change of variables which breaks callers is a major version.</summary>
public static class BreakingVariables
{
    /// <summary>Warns where a version breaks its predecessor's callers without being a major one; 422 where that is refused.</summary>
    /// <param name="before">The predecessor's variables; the rule does not apply without a predecessor.</param>
    /// <param name="after">The version's variables.</param>
    /// <param name="isMajor">Whether the version's first number goes up.</param>
    /// <param name="strict">Whether such a version is refused.</param>
    public static IReadOnlyList<Finding> Check(IReadOnlyList<TemplateVariable>? before, IReadOnlyList<TemplateVariable> after, bool isMajor, bool strict)
    {
        if (before is null || isMajor || !TemplateVariables.Break(before, after)) return [];
        var message = $"Callers of the version before supply {List(before)}; this one asks for {List(after)}. Make it a major version.";
        if (strict) throw new ProblemException(ProblemCodes.BreakingVariables, message);
        return [new(ProblemCodes.BreakingVariables.Code, message)];
    }

    private static string List(IReadOnlyList<TemplateVariable> variables) =>
        variables.Count == 0 ? "nothing" : string.Join(", ", variables.Select(variable => variable.Required ? variable.Name : variable.Name + " (optional)"));
}
