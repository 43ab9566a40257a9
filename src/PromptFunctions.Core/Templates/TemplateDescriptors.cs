using System.Collections;
using System.Globalization;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.Iterators;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;
using HandlebarsDotNet.ValueProviders;

namespace PromptFunctions.Core.Templates;

/// <summary>
/// Tells Handlebars.Net what members a value has: those of the caller's objects and lists, and of nothing else. Without
/// it, the library would find the properties of .NET's own types.
/// </summary>
internal sealed class TemplateDescriptors : IObjectDescriptorProvider
{
    private static readonly MemberAccessor Members = new();

    /// <inheritdoc/>
    public bool TryGetDescriptor(Type type, out ObjectDescriptor value)
    {
        value = type == typeof(TemplateList)
            ? new(type, Members, (_, _) => Array.Empty<object>(), _ => new ReadOnlyListIterator<TemplateList, object?>())
            : new(type, Members, (_, instance) => Keys(instance), _ => new MemberIterator());
        return true;
    }

    /// <summary>A member of an object by its name, or of a list by its index; null where there is none.</summary>
    public static object? Member(object? instance, object? key) => Find(instance, key switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => key.ToString() ?? "",
    });

    private static object? Find(object? instance, string name) => instance switch
    {
        TemplateObject values => values.Members.GetValueOrDefault(name),
        TemplateList list when name == "length" => (decimal)list.Count,
        TemplateList list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        // What a partial is given as key=value.
        IDictionary<string, object?> values => values.TryGetValue(name, out var value) ? value : null,
        IDictionary values => values.Keys.Cast<object>().FirstOrDefault(key => key.ToString() == name) is { } key ? values[key] : null,
        _ => null,
    };

    private static IEnumerable Keys(object instance) => instance switch
    {
        TemplateObject values => values.Members.Keys,
        IDictionary values => values.Keys,
        _ => Array.Empty<object>(),
    };

    private sealed class MemberAccessor : IMemberAccessor
    {
        public bool TryGetValue(object instance, ChainSegment memberName, out object? value) => (value = Find(instance, memberName.TrimmedValue)) is not null;
    }

    private sealed class MemberIterator : IIterator
    {
        public void Iterate(in EncodedTextWriter writer, BindingContext context, ChainSegment[] blockParamsVariables, object input, TemplateDelegate template, TemplateDelegate ifEmpty)
        {
            using var inner = context.CreateFrame();
            var iterator = new IteratorValues(inner);
            var parameters = new BlockParamsValues(inner, blockParamsVariables);
            parameters.CreateProperty(0, out var first);
            parameters.CreateProperty(1, out var second);
            var members = input is TemplateObject values ? values.Members : new Dictionary<string, object?>();
            iterator.First = true;
            iterator.Last = false;
            var index = 0;
            foreach (var (key, value) in members)
            {
                RenderBudget.Current.Spend();
                if (index == 1) iterator.First = false;
                if (index == members.Count - 1) iterator.Last = true;
                iterator.Key = key;
                iterator.Index = index++;
                iterator.Value = parameters[first] = inner.Value = value;
                parameters[second] = key;
                template(writer, inner);
            }
            if (index > 0) return;
            inner.Value = context.Value;
            ifEmpty(writer, inner);
        }
    }
}
