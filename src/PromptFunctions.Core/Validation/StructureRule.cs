namespace PromptFunctions.Core.Validation;

/// <summary>A prompt of a known type uses the variables that its purpose needs.</summary>
internal sealed class StructureRule(ValidationOptions options) : IContentRule
{
    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        var used = subject.Variables.Select(variable => variable.Name).ToHashSet();
        foreach (var needed in options.RequiredOf(subject.Type))
        {
            var names = needed.Split('|', StringSplitOptions.TrimEntries);
            if (!names.Any(used.Contains)) findings.Error("missing-structure", $"A prompt of the type {subject.Type} has to use the variable {string.Join(" or ", names)}.", holds: options.Sets(subject.Type));
        }
    }
}
