using System.Globalization;
using System.Text.Json;
using HandlebarsDotNet;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Templates;

/// <summary>A content that was compiled together with all that it includes. Safe for use by many threads at once.</summary>
public sealed class PromptTemplate
{
    private const int MostRoom = 64 * 1024;

    private readonly PromptContent content;
    private readonly IReadOnlyList<HandlebarsTemplate<TextWriter, object, object>> templates;
    private readonly HashSet<string> names;
    private readonly bool takesAll;
    private readonly string[] required;

    // What texts are first given room for.
    private int usualLength = 256;

    private PromptTemplate(PromptContent content, IReadOnlyList<HandlebarsTemplate<TextWriter, object, object>> templates, IReadOnlyList<TemplateVariable> variables, bool takesAll, int size)
    {
        (this.content, this.templates, this.takesAll, Variables, Size) = (content, templates, takesAll, variables, size);
        names = [.. variables.Select(variable => variable.Name)];
        required = [.. variables.Where(variable => variable.Required).Select(variable => variable.Name)];
    }

    /// <summary>What callers supply: what the content asks for itself, and what it includes.</summary>
    public IReadOnlyList<TemplateVariable> Variables { get; }

    /// <summary>How much was compiled, in characters.</summary>
    public int Size { get; }

    /// <summary>Compiles a content.</summary>
    /// <exception cref="ProblemException">422 <c>validation-failed</c>: it, or what it includes, has a fault.</exception>
    public static PromptTemplate Compile(TemplateNode node)
    {
        var partials = new Dictionary<string, string>();
        var registered = new Dictionary<TemplateNode, string>();
        var templates = Register(node);
        var variables = TemplateVariables.Of(node, out var takesAll);
        return new(node.Content, Compile(node, templates, partials), variables, takesAll, templates.Sum(template => template.Length) + partials.Values.Sum(partial => partial.Length));

        IReadOnlyList<string> Register(TemplateNode one)
        {
            RequireFaultless(one);
            var known = new Dictionary<string, string>();
            foreach (var (name, included) in one.Includes)
            {
                if (!registered.TryGetValue(included, out var alias))
                {
                    registered[included] = alias = string.Create(CultureInfo.InvariantCulture, $"p{registered.Count}");
                    partials[alias] = Register(included)[0];
                }
                known[name] = alias;
            }
            return [.. one.Content.Templates.Select(template => CanonicalTemplate.Of(template, known))];
        }
    }

    /// <summary>Fills the variables in.</summary>
    /// <exception cref="ProblemException">422 <c>missing-variables</c>, or 413 where it would be too much.</exception>
    public RenderedPrompt Render(IReadOnlyDictionary<string, JsonElement> variables, TimeProvider clock)
    {
        var missing = Missing(variables);
        if (missing.Length > 0)
        {
            throw new ProblemException(ProblemCodes.MissingVariables, $"The template asks for {string.Join(", ", missing)}.")
            {
                Extensions = new Dictionary<string, object?> { ["missing"] = missing, ["unknownVariables"] = Unknown(variables) },
            };
        }
        var budget = new RenderBudget(clock);
        var texts = new string[templates.Count];
        try
        {
            var root = TemplateValues.Of(variables, takesAll ? variables.Keys : names);
            budget.Run(() =>
            {
                for (var i = 0; i < texts.Length; i++) texts[i] = Render(templates[i], root);
            });
        }
        catch (Exception e) when (LimitIn(e) is { } limit)
        {
            throw new ProblemException(ProblemCodes.TooLarge, limit.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What the library says of it may repeat values, so it is neither told nor logged.
            throw new ProblemException(ProblemCodes.ValidationFailed, $"The template cannot be rendered with these variables ({e.GetType().Name}).");
        }
        return content.Messages is { } messages
            ? new(null, [.. messages.Select((message, i) => message with { Content = texts[i] })])
            : new(texts[0], null);
    }

    /// <summary>The variables that are required and not given; null counts as not given.</summary>
    private string[] Missing(IReadOnlyDictionary<string, JsonElement> variables) =>
        Array.FindAll(required, name => !variables.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null);

    /// <summary>The variables that are given and not used.</summary>
    public IReadOnlyList<string> Unknown(IReadOnlyDictionary<string, JsonElement> variables) => takesAll ? [] : [.. variables.Keys.Where(name => !names.Contains(name))];

    private string Render(HandlebarsTemplate<TextWriter, object, object> template, TemplateObject root)
    {
        using var text = new StringWriter(new(usualLength), CultureInfo.InvariantCulture);
        using var counted = new BudgetWriter(text);
        template(counted, root, null!);
        var rendered = text.ToString();
        if (rendered.Length > usualLength) usualLength = Math.Min(rendered.Length, MostRoom);
        return rendered;
    }

    // The syntax check is meant to let nothing through that does not compile; should it, that is the template's fault and not the service's.
    private static IReadOnlyList<HandlebarsTemplate<TextWriter, object, object>> Compile(TemplateNode node, IEnumerable<string> templates, IReadOnlyDictionary<string, string> partials)
    {
        try
        {
            return TemplateEngine.Compile(templates, partials);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ProblemException(ProblemCodes.ValidationFailed, $"{node.Id} cannot be compiled ({e.GetType().Name}).");
        }
    }

    private static void RequireFaultless(TemplateNode node)
    {
        foreach (var template in node.Content.Templates)
        {
            if (TemplateSyntax.Check(template) is [var fault, ..]) throw new ProblemException(ProblemCodes.ValidationFailed, $"{node.Id} is no valid template: {fault.Message}");
        }
        var unknown = TemplateNode.Partials(node.Content.Templates).FirstOrDefault(name => !node.Includes.ContainsKey(name));
        if (unknown is not null) throw new ProblemException(ProblemCodes.ValidationFailed, $"{node.Id} includes {unknown}, which is not among its dependencies.");
    }

    // Thrown inside a partial, it comes wrapped.
    private static RenderLimitException? LimitIn(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is RenderLimitException limit) return limit;
        }
        return null;
    }
}
