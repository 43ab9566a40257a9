using System.Reflection;

namespace PromptFunctions.Azurite;

/// <summary>The scripts that Node.js runs.</summary>
internal static class AzuriteFiles
{
    private static readonly string Root = typeof(AzuriteFiles).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string ChildScript => Path.Combine(Root, "eng", "Azurite", "azurite-child.cjs");

    /// <summary>Azurite itself, from the repository's node_modules.</summary>
    public static string EntryPoint
    {
        get
        {
            var path = Path.Combine(Root, "node_modules", "azurite", "dist", "src", "azurite.js");
            return File.Exists(path)
                ? path
                : throw new AzuriteException("Azurite is not installed: run 'dotnet run dev.cs -- start', or 'npm ci', in the repository's root.");
        }
    }
}
