using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.IO;
using HandlebarsDotNet.ObjectDescriptors;

namespace PromptFunctions.Core.Templates;

/// <summary>Sets Handlebars.Net up: no escaping, no reflection, no file system, no helper but the built-in ones.</summary>
internal static class TemplateEngine
{
    /// <summary>Compiles templates that may include each other.</summary>
    /// <param name="templates">The templates, in canonical form.</param>
    /// <param name="partials">What they include, by the name that they use for it.</param>
    public static IReadOnlyList<HandlebarsTemplate<TextWriter, object, object>> Compile(IEnumerable<string> templates, IReadOnlyDictionary<string, string> partials)
    {
        var configuration = new HandlebarsConfiguration
        {
            NoEscape = true,
            FormatProvider = CultureInfo.InvariantCulture,
            PartialTemplateResolver = new NoFiles(),
            TextEncoder = null,
        };
        configuration.ObjectDescriptorProviders.Add(new TemplateDescriptors());
        configuration.FormatterProviders.Add(new TemplateFormatter());
        // One configuration for all: a partial is found by those that include it.
        var library = Handlebars.Create(configuration).CreateSharedEnvironment();
        TemplateHelpers.Register(library);
        foreach (var (name, partial) in partials)
        {
            var compiled = Compile(library, partial);
            library.RegisterTemplate(name, (writer, context, data) =>
            {
                RenderBudget.Current.Spend();
                // The library writes aside first what it indents.
                using var held = new BudgetWriter(writer, isAside: true);
                compiled(held, context, data);
            });
        }
        return [.. templates.Select(template => Compile(library, template))];
    }

    private static HandlebarsTemplate<TextWriter, object, object> Compile(IHandlebars library, string template)
    {
        using var reader = new StringReader(template);
        return library.Compile(reader);
    }

    private sealed class NoFiles : IPartialTemplateResolver
    {
        public bool TryRegisterPartial(IHandlebars env, string? partialName, string? templatePath) => false;
    }
}
