using System.Reflection;
using PromptFunctions.Azurite;

namespace PromptFunctions.UnitTests.Infra.Support;

/// <summary>The files that describe what is deployed.</summary>
internal static class InfraFiles
{
    private static readonly string Root =
        typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The template that azd deploys.</summary>
    public static string Main { get; } = PathOf("infra", "main.bicep");

    /// <summary>All files in Bicep, by their path below <c>infra</c>.</summary>
    public static IReadOnlyDictionary<string, BicepFile> All { get; } = Directory
        .EnumerateFiles(PathOf("infra"), "*.bicep", SearchOption.AllDirectories)
        .Select(path => new BicepFile(Path.GetRelativePath(PathOf("infra"), path).Replace('\\', '/'), File.ReadAllText(path)))
        .ToDictionary(file => file.Path);

    /// <summary>Where a file of the repository lies.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));
}
