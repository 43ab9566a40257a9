using PromptFunctions.Dev.Processes;

namespace PromptFunctions.Dev.Preparation;

/// <summary>The development tools from npm, Azurite above all.</summary>
internal static class NodePackages
{
    public static async Task InstallAsync(CancellationToken cancellation)
    {
        await RequireNodeAsync(cancellation);
        if (AreInstalled())
            return;

        Terminal.Step("Installing the npm packages (npm ci)");
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var install = await Shell.RunAsync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], cancellation);
        if (!install.Succeeded)
            throw new DevException($"npm ci failed:\n{string.Join('\n', install.Output)}");
    }

    private static async Task RequireNodeAsync(CancellationToken cancellation)
    {
        try
        {
            await Shell.RunAsync("node", ["--version"], cancellation);
        }
        catch (DevException)
        {
            throw new DevException("Node.js is missing. Azurite, the local Azure Storage, runs on it: install Node.js 20 or later from https://nodejs.org, then run this again.");
        }
    }

    /// <summary>npm leaves its own lock file in node_modules as the last thing that it does.</summary>
    private static bool AreInstalled()
    {
        var installed = new FileInfo(Repository.PathOf("node_modules", ".package-lock.json"));
        return installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Repository.PathOf("package-lock.json"));
    }
}
