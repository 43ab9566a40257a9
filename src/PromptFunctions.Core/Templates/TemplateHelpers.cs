using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Runtime;
using HandlebarsDotNet.ValueProviders;

namespace PromptFunctions.Core.Templates;

/// <summary>
/// What compiled templates call. The library's own <c>lookup</c> keeps every key that it ever saw, its <c>each</c> has one
/// scope too many in the other case, its sections know only plain names, and its <c>key=value</c> takes no account of case.
/// </summary>
internal static class TemplateHelpers
{
    /// <summary>A member by its name or index.</summary>
    public const string Lookup = "pf-lookup";

    /// <summary>The block for each item or member.</summary>
    public const string Each = "pf-each";

    /// <summary>The block of a value by itself.</summary>
    public const string Section = "pf-section";

    /// <summary>What there is, and more by name.</summary>
    public const string Given = "pf-given";

    /// <summary>Gives them to a library.</summary>
    public static void Register(IHandlebars library)
    {
        library.RegisterHelper(Lookup, (_, arguments) => TemplateDescriptors.Member(arguments[0], arguments[1]));
        library.RegisterHelper(Given, (context, arguments) => With(context.Value, arguments));
        library.RegisterHelper(Each, (output, options, _, arguments) =>
        {
            if (!Repeat(output, options, arguments[0])) options.Inverse(output, options.Frame);
        });
        library.RegisterHelper(Section, (output, options, _, arguments) =>
        {
            var value = arguments[0];
            if (value is TemplateList ? Repeat(output, options, value) : Scope(output, options, value)) return;
            options.Inverse(output, options.Frame);
        });
    }

    private static bool Scope(EncodedTextWriter output, BlockHelperOptions options, object? value)
    {
        if (HandlebarsUtils.IsFalsyOrEmpty(value)) return false;
        if (value is true) options.Template(output, options.Frame);
        else
        {
            using var inner = options.Frame.CreateFrame(value);
            options.Template(output, inner);
        }
        return true;
    }

    private static bool Repeat(EncodedTextWriter output, BlockHelperOptions options, object? value)
    {
        var (list, members) = (value as TemplateList, (value as TemplateObject)?.Members);
        var count = list?.Count ?? members?.Count ?? 0;
        if (count == 0) return false;
        using var inner = options.Frame.CreateFrame();
        var iterator = new IteratorValues(inner);
        var parameters = new BlockParamsValues(inner, options.BlockVariables);
        parameters.CreateProperty(0, out var first);
        parameters.CreateProperty(1, out var second);
        using var keys = members?.GetEnumerator();
        for (var i = 0; i < count; i++)
        {
            RenderBudget.Current.Spend();
            var index = BoxedValues.Int(i);
            var (key, item) = list is not null ? (index, list[i]) : keys!.MoveNext() ? (keys.Current.Key, keys.Current.Value) : default;
            iterator.First = i == 0;
            iterator.Last = i == count - 1;
            iterator.Index = index;
            iterator.Key = key;
            parameters[first] = inner.Value = item;
            parameters[second] = key;
            options.Template(output, inner);
        }
        return true;
    }

    // Names and values alternate.
    private static TemplateObject With(object? context, Arguments arguments)
    {
        var members = new Dictionary<string, object?>();
        foreach (var (name, value) in (context as TemplateObject)?.Members ?? members)
        {
            RenderBudget.Current.Spend();
            members[name] = value;
        }
        for (var i = 0; i < arguments.Length; i += 2) members[(string)arguments[i]!] = arguments[i + 1] is UndefinedBindingResult ? null : arguments[i + 1];
        return new(default, members);
    }
}
