using Microsoft.Extensions.Options;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Validation;

/// <summary>Looks a version over before anybody uses it.</summary>
public sealed class ValidationService(IPromptStore store, VersionReader reader, StoredIncludes includes, TemplateCache templates, IOptions<ValidationOptions> options)
{
    private readonly IContentRule[] rules =
        [new TextRule(), new TemplateRule(templates), new ChatRule(), new VariableRule(), new StructureRule(options.Value), new SecretRule()];

    /// <summary>What there is to say of a version, whatever its status; 404 where there is none.</summary>
    public async Task<ValidationReport> ValidateAsync(string prompt, string selector, CancellationToken cancellationToken)
    {
        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        var version = await reader.ReadAsync(prompt, VersionReader.Resolve(head, selector), cancellationToken);
        return await ValidateAsync(head, version, cancellationToken);
    }

    /// <summary>What there is to say of a version.</summary>
    public async Task<ValidationReport> ValidateAsync(PromptHead head, VersionRecord version, CancellationToken cancellationToken)
    {
        var content = await reader.ContentAsync(version, cancellationToken);
        var loaded = await new IncludeLoader(includes, checkUnused: true).LoadAsync(version.Prompt, version.Version, new(content), version.Dependencies, cancellationToken);
        var live = head.Route.Live is { } served && served.Version != version.Version ? await reader.ReadAsync(version.Prompt, served.Version, cancellationToken) : null;
        var findings = new ValidationFindings(content);
        var variables = Variables(loaded.Node, version);
        var subject = new ValidationSubject(head.Prompt.Type, version, content, loaded, variables, live);
        foreach (var rule in rules) rule.Check(subject, findings);
        return new(findings.Errors.Count == 0, findings.Errors, findings.Warnings, [.. variables.Select(variable => variable.Name)]) { Holding = findings.Holding };
    }

    // Where it cannot be told for all that is included, the template's rule says why.
    private static IReadOnlyList<TemplateVariable> Variables(TemplateNode node, VersionRecord version)
    {
        try
        {
            return TemplateVariables.Of(node);
        }
        catch (ProblemException)
        {
            return version.Variables;
        }
    }
}
