using System.Security.Cryptography;
using System.Text;

namespace PromptFunctions.Dev.Preparation;

/// <summary>What decides which packages a restore finds.</summary>
internal static class NuGetInputs
{
    /// <summary>A hash of these files of the repository and of the NuGet configuration that applies to it.</summary>
    public static string Fingerprint(params IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Select(file => Repository.PathOf(file)).Concat(Configurations()).Where(File.Exists))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static IEnumerable<string> Configurations()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(home, ".nuget", "NuGet", "NuGet.Config");
        yield return Path.Combine(home, ".config", "NuGet", "NuGet.Config");
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet", "NuGet.Config");

        for (var folder = new DirectoryInfo(Repository.Root); folder is not null; folder = folder.Parent)
        {
            foreach (var name in (string[])["nuget.config", "NuGet.config", "NuGet.Config"])
                yield return Path.Combine(folder.FullName, name);
        }
    }
}
