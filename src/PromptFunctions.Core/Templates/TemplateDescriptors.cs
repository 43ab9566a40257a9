using System.Globalization;
using HandlebarsDotNet.MemberAccessors;
using HandlebarsDotNet.ObjectDescriptors;
using HandlebarsDotNet.PathStructure;

namespace PromptFunctions.Core.Templates;

/// <summary>
/// Tells Handlebars.Net what members a value has: those of the caller's objects and lists, and of nothing else. Without
/// it, the library would find the properties of .NET's own types.
/// </summary>
internal sealed class TemplateDescriptors : IObjectDescriptorProvider
{
    private const int LongestName = 1024;

    private static readonly MemberAccessor Members = new();

    /// <inheritdoc/>
    public bool TryGetDescriptor(Type type, out ObjectDescriptor value)
    {
        value = new(type, Members, (_, _) => Array.Empty<object>(), _ => null!);
        return true;
    }

    /// <summary>A member of an object by its name, or of a list by its index; null where there is none.</summary>
    public static object? Member(object? instance, object? key)
    {
        RenderBudget.Current.Spend();
        return Find(instance, key switch
        {
            // To look for a whole document takes long, and finds nothing.
            string { Length: <= LongestName } text => text,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            // What is not there has no name, though the library's value for it would tell one.
            _ => "",
        });
    }

    private static object? Find(object? instance, string name) => instance switch
    {
        TemplateObject values => values.Members.GetValueOrDefault(name),
        TemplateList list when name == "length" => (decimal)list.Count,
        TemplateList list when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count => list[index],
        _ => null,
    };

    private sealed class MemberAccessor : IMemberAccessor
    {
        public bool TryGetValue(object instance, ChainSegment memberName, out object? value) => (value = Find(instance, memberName.TrimmedValue)) is not null;
    }
}
