using System.Text.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Rendering;

/// <summary>Fills the variables of the version in that a request is to use now; from memory in the steady state.</summary>
public sealed class RenderService(ServingService serving, ServingCaches caches, TemplateCache templates, TimeProvider clock)
{
    private static readonly Dictionary<string, JsonElement> None = [];

    /// <summary>Renders a prompt. Values are neither logged nor kept.</summary>
    /// <exception cref="ProblemException">What <see cref="ServingService"/> answers; 422 <c>missing-variables</c>, <c>validation-failed</c> or <c>unresolved-dependencies</c>; 413.</exception>
    public async Task<RenderView> RenderAsync(string prompt, RenderRequest request, CancellationToken cancellationToken)
    {
        request.Validate();
        var (selection, _, stale) = await serving.SelectAsync(prompt, request.Subject, request.Label, request.Version?.ToString(), cancellationToken);
        var template = Compiled(selection);
        if (template is null) (template, stale) = await LoadAsync(selection, stale, cancellationToken);
        var variables = request.Variables ?? None;
        return new(selection, template.Render(variables, clock), template.Unknown(variables), stale);
    }

    // One that includes nothing is known by its content alone.
    private PromptTemplate? Compiled(Selection selection) =>
        templates.TryGet(TemplateNode.KeyOf(selection.Route.Format, selection.Version.ContentHash), out var known) ? known : null;

    private async Task<(PromptTemplate Template, bool Stale)> LoadAsync(Selection selection, bool stale, CancellationToken cancellationToken)
    {
        var (prompt, version) = (selection.Route.Prompt, selection.Version);
        var includes = new ServedIncludes(caches, templates);
        var content = await includes.ContentAsync(selection.Route.Format, version.ContentHash, cancellationToken);
        var dependencies = content.Partials.Count == 0
            ? []
            : await includes.DependenciesAsync(prompt, version.Version, cancellationToken) ?? throw VersionReader.Unknown(prompt, version.Version.ToString());
        var loaded = await new IncludeLoader(includes, checkUnused: false).LoadAsync(prompt, version.Version, content, dependencies, cancellationToken);
        if (loaded.Faults is [var fault, ..]) throw new ProblemException(ProblemCodes.UnresolvedDependencies, fault.Message);
        return (templates.Get(loaded.Node), stale || includes.Stale);
    }
}
