using System.Reflection;
using PromptFunctions.Azurite;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Where the repository is; the build output may lie elsewhere.</summary>
internal static class Repository
{
    private static readonly string Root =
        typeof(AzuriteServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>The whole path of a file.</summary>
    public static string Path(string file) => System.IO.Path.Combine(Root, file);
}
