using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Preparation;

/// <summary>
/// The compiler of infra/, from the package feed. A feed may have it for some machines and not for others: where it is missing, the
/// tests that compile are skipped and say so.
/// </summary>
internal static class BicepCompiler
{
    /// <summary>Tells the tests where the compiler is. Set before, it is left as it is.</summary>
    private const string Variable = "BICEP_PATH";

    private const string Project = "eng/Bicep/Bicep.csproj";

    /// <summary>Fetches the compiler, once, and hands its path to every program that the tool starts.</summary>
    public static async Task ProvideAsync(CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            return;

        var answer = Repository.PathOf("artifacts", "bicep", $"{NuGetInputs.Fingerprint("Directory.Packages.props", Project)}.txt");
        var path = File.Exists(answer) ? await File.ReadAllTextAsync(answer, cancellation) : null;
        // Somebody may have emptied the package folder since.
        if (path is null || (path.Length > 0 && !File.Exists(path)))
            path = await FetchAsync(answer, cancellation);
        if (path.Length > 0)
            Environment.SetEnvironmentVariable(Variable, path);
    }

    private static async Task<string> FetchAsync(string answer, CancellationToken cancellation)
    {
        Terminal.Step("Asking the package feed for the Bicep compiler (once)");
        var restore = await Shell.RunAsync(
            "dotnet", ["msbuild", Repository.PathOf(Project), "-restore", "-t:Locate", "-getProperty:BicepPath", "-v:quiet", "-nologo"], cancellation);
        var path = restore.Succeeded ? restore.Output.Select(line => line.Trim()).LastOrDefault(File.Exists) ?? "" : "";

        // A feed that did not answer has not said no.
        if (restore.Output.All(line => !line.Contains("NU1301", StringComparison.Ordinal)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(answer)!);
            await File.WriteAllTextAsync(answer, path, cancellation);
        }
        return path;
    }
}
