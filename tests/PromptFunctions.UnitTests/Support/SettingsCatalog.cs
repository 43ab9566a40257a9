using System.Globalization;
using System.Reflection;
using PromptFunctions.Core.Routing;
using PromptFunctions.Models;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Every setting that the code reads, from the options classes themselves.</summary>
internal static class SettingsCatalog
{
    private static readonly Assembly[] Assemblies = [typeof(RoutingOptions).Assembly, typeof(ModelOptions).Assembly, typeof(PromptFunctionsRegistration).Assembly];

    /// <summary>
    /// The settings with a name of their own, such as <c>Routing:CacheSeconds</c>, with their defaults. Tables, whose names are the
    /// user's to choose, are left out.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = Assemblies
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
        .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string))
        .Where(options => options.Section is not null)
        .SelectMany(options => options.Type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true } && !IsTable(property.PropertyType))
            .Select(property => (Name: $"{options.Section}:{property.Name}", Default: property.GetValue(Activator.CreateInstance(options.Type)))))
        .ToDictionary(setting => setting.Name, setting => TextOf(setting.Default));

    private static string TextOf(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static bool IsTable(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(System.Collections.IEnumerable));
}
