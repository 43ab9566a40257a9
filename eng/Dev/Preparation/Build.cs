using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Preparation;

/// <summary><c>dotnet build</c>, quiet unless something is wrong.</summary>
internal static class Build
{
    public static async Task RunAsync(string target, string configuration, AzureSdk sdk, CancellationToken cancellation)
    {
        var stamp = new RestoreStamp(target, sdk);
        string[] arguments = ["build", target, "-c", configuration, "-v:quiet", "-nologo"];

        var build = await Shell.RunAsync("dotnet", stamp.IsCurrent ? [.. arguments, "--no-restore"] : arguments, cancellation);
        if (!build.Succeeded && stamp.IsCurrent && IsRestoreMissing(build))
            build = await Shell.RunAsync("dotnet", arguments, cancellation);
        if (!build.Succeeded)
            throw new DevException($"the build of {target} failed\n{BuildOutput.Errors(build.Output)}");

        foreach (var warning in BuildOutput.Warnings(build.Output))
            Terminal.Line($"  {warning}");
        stamp.Save();
    }

    public static async Task RestoreAsync(string target, AzureSdk sdk, CancellationToken cancellation)
    {
        var stamp = new RestoreStamp(target, sdk);
        if (stamp.IsCurrent)
            return;

        var restore = await Shell.RunAsync("dotnet", ["restore", target, "-v:quiet", "-nologo"], cancellation);
        if (!restore.Succeeded)
            throw new DevException($"the restore of {target} failed\n{BuildOutput.Errors(restore.Output)}");
        stamp.Save();
    }

    /// <summary>Somebody cleaned the restore's output, or the package folder, behind the stamp's back.</summary>
    private static bool IsRestoreMissing(ShellResult build) =>
        build.Output.Any(line => line.Contains("error NETSDK1", StringComparison.Ordinal) || line.Contains("error NU", StringComparison.Ordinal));
}
