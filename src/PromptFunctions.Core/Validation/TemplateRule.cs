using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Validation;

/// <summary>Templates are Handlebars, and what they include is there.</summary>
internal sealed class TemplateRule(TemplateCache templates) : IContentRule
{
    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        var isSound = subject.Loaded.Faults.Count == 0;
        foreach (var (number, template) in subject.Templates)
        {
            foreach (var fault in TemplateSyntax.Check(template).Concat(Undeclared(subject, template)))
            {
                findings.Error(fault.Code, fault.Message, number, fault.Offset);
                isSound = false;
            }
        }
        foreach (var fault in subject.Loaded.Faults)
        {
            var (number, offset) = PlaceOf(fault.Prompt, subject);
            findings.Error(fault.Code, fault.Message, number, offset, holds: fault.Code != IncludeFaultCodes.Unresolved);
        }
        if (!isSound) return;
        try
        {
            templates.Get(subject.Loaded.Node);
        }
        catch (ProblemException e)
        {
            // Of itself it is sound, so it is something that it includes.
            findings.Error("invalid-include", e.Detail);
        }
    }

    /// <summary>Where a prompt is first included; the beginning where it never is.</summary>
    private static (int Number, int Offset) PlaceOf(string prompt, ValidationSubject subject) => subject.Templates
        .SelectMany(one => TemplateScanner.Tags(one.Template).Where(tag => tag.Partial?.Name == prompt).Select(tag => (one.Number, tag.Start)))
        .FirstOrDefault();

    private static IEnumerable<TemplateFault> Undeclared(ValidationSubject subject, string template)
    {
        var declared = subject.Version.Dependencies.Select(text => Versions.Dependency.TryParse(text, out var dependency) ? dependency.Prompt : text).ToHashSet();
        return TemplateScanner.Tags(template)
            .Where(tag => tag.Partial is var (name, _) && Common.Names.IsName(name) && !declared.Contains(name))
            .Select(tag => new TemplateFault(TemplateFaultCodes.UnknownPartial, $"'{tag.Partial!.Value.Name}' is not among the version's dependencies.", tag.Start));
    }
}
