using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Preparation;

/// <summary>
/// Finds out whether the package feed has the Azure packages, by restoring them: that a package is listed does not mean that
/// what it depends on is there. The answer is kept until the package versions or the feeds change.
/// </summary>
internal static class FeedProbe
{
    private static readonly string Folder = Repository.PathOf("artifacts", "feed-probe");

    public static async Task<AzureSdk> RunAsync(CancellationToken cancellation)
    {
        var answer = Path.Combine(Folder, $"{NuGetInputs.Fingerprint("Directory.Packages.props", "Directory.Build.targets")}.txt");
        if (File.Exists(answer) && (await File.ReadAllTextAsync(answer, cancellation)).Split() is [var functions, var storage])
            return new AzureSdk(functions, storage);

        Terminal.Step("Asking the package feed for the Azure packages (once)");
        var functionsProbe = await ProbeAsync("functions", "<UsesFunctionsSdk>true</UsesFunctionsSdk><IsFunctionApp>true</IsFunctionApp>", cancellation);
        var storageProbe = await ProbeAsync("storage", "<UsesStorageSdk>true</UsesStorageSdk>", cancellation);
        var sdk = new AzureSdk(SourceOf(functionsProbe), SourceOf(storageProbe));

        // A feed that did not answer has not said no.
        if (!Unreachable(functionsProbe) && !Unreachable(storageProbe))
            await File.WriteAllTextAsync(answer, $"{sdk.Functions} {sdk.Storage}", cancellation);
        return sdk;
    }

    /// <summary>The probe is a project of this repository, so that Directory.Build.targets and Directory.Packages.props name the packages.</summary>
    private static async Task<ShellResult> ProbeAsync(string name, string properties, CancellationToken cancellation)
    {
        var project = Path.Combine(Folder, name, $"{name}.csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(project)!);
        await File.WriteAllTextAsync(project, $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}</PropertyGroup></Project>""", cancellation);

        var restore = await Shell.RunAsync(
            "dotnet", ["restore", project, "-p:FunctionsSdk=nuget", "-p:StorageSdk=nuget", "-v:quiet", "-nologo"], cancellation);
        await File.WriteAllLinesAsync(Path.ChangeExtension(project, ".log"), restore.Output, cancellation);
        return restore;
    }

    private static string SourceOf(ShellResult restore) => restore.Succeeded ? AzureSdk.NuGet : AzureSdk.Offline;

    private static bool Unreachable(ShellResult restore) =>
        restore.Output.Any(line => line.Contains("NU1301", StringComparison.Ordinal));
}
