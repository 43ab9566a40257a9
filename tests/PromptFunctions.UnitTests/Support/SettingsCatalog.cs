using System.Reflection;
using PromptFunctions.Settings;

namespace PromptFunctions.UnitTests.Support;

/// <summary>All settings that the app has, as its options classes declare them.</summary>
internal static class SettingsCatalog
{
    /// <summary>The options classes: those with a constant <c>Section</c>.</summary>
    public static IReadOnlyList<Type> Classes { get; } =
    [
        .. from assembly in Assemblies()
           from type in assembly.GetExportedTypes()
           where type is { IsClass: true, IsAbstract: false } && type.GetField("Section") is { IsLiteral: true }
           orderby type.FullName
           select type,
    ];

    /// <summary>The settings.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. Classes.SelectMany(Setting.Of)];

    private static IEnumerable<Assembly> Assemblies()
    {
        var app = typeof(PromptFunctionsRegistration).Assembly;
        return app.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("PromptFunctions.", StringComparison.Ordinal)).Select(Assembly.Load).Prepend(app);
    }
}
