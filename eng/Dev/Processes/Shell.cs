using System.ComponentModel;
using System.Diagnostics;

namespace PromptFunctions.Dev.Processes;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    /// <summary>Collects what the program prints, and hands each line to <paramref name="onLine"/> as it comes.</summary>
    public static async Task<ShellResult> RunAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellation, Action<string>? onLine = null)
    {
        var output = new List<string>();
        using var process = new Process { StartInfo = StartInfo(program, arguments) };
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;

        Start(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitAsync(process, cancellation);
        return new ShellResult(process.ExitCode, output);

        void Collect(object sender, DataReceivedEventArgs received)
        {
            if (received.Data is not { } line)
                return;
            lock (output)
            {
                output.Add(line);
                onLine?.Invoke(line);
            }
        }
    }

    /// <summary>Leaves the terminal to the program; the answer is its exit code.</summary>
    public static async Task<int> RunAttachedAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = StartInfo(program, arguments) };
        Start(process);
        await WaitAsync(process, cancellation);
        return process.ExitCode;
    }

    internal static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { WorkingDirectory = Repository.Root, UseShellExecute = false };

    internal static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            throw new DevException($"cannot run '{process.StartInfo.FileName}': {problem.Message}", exitCode: 127);
        }
    }

    private static async Task WaitAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await Termination.StopAsync(process);
            throw;
        }
    }
}
