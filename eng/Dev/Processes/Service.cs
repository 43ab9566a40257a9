using System.Diagnostics;

namespace PromptFunctions.Dev.Processes;

/// <summary>A program that runs until it is stopped. It prints to the tool's own terminal.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly Process _process;

    private Service(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    /// <summary>Completes with the exit code when the program has ended, for whatever reason.</summary>
    public Task<int> Exited => field ??= ExitedAsync();

    public static Service Start(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var info = Shell.StartInfo(program, arguments);
        info.WorkingDirectory = folder ?? info.WorkingDirectory;
        info.RedirectStandardInput = true; // its end tells a program that cares that the tool is gone
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            info.Environment[variable] = value;

        var process = new Process { StartInfo = info };
        Shell.Start(process);
        return new Service(name, process);
    }

    public async ValueTask DisposeAsync()
    {
        await Termination.StopAsync(_process);
        _process.Dispose();
    }

    private async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
