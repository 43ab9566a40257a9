using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PromptFunctions.Dev.Processes;

/// <summary>Ends a process: asked to first, so that it can stop its own children, then made to.</summary>
internal static class Termination
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task StopAsync(Process process)
    {
        if (process.HasExited)
            return;

        // Windows has no SIGTERM: there the whole tree is ended at once.
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Sigterm);
            using var patience = new CancellationTokenSource(Patience);
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
