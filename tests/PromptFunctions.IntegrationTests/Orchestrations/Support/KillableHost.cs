using System.Diagnostics;
using PromptFunctions.OrchestrationHost;

namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>A host of the test orchestrations in a process of its own.</summary>
public sealed class KillableHost : IAsyncDisposable
{
    private readonly Process _process;

    private KillableHost(Process process, string hub)
    {
        _process = process;
        Hub = hub;
        Ready = ReadUntilReadyAsync();
    }

    public string Hub { get; }

    public int Id => _process.Id;

    /// <summary>Completes when it has started.</summary>
    public Task Ready { get; }

    /// <summary>Starts a process, and does not wait for it.</summary>
    public static KillableHost Start(string storage, string hub)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(OrchestrationApp).Assembly.Location])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["AzureWebJobsStorage"] = storage,
                [OrchestrationApp.HubSetting] = hub,
                ["Logging__LogLevel__Default"] = "Critical", // what activities throw, they throw on purpose
            },
        };
        return new KillableHost(Process.Start(start)!, hub);
    }

    /// <summary>Ends the process at once, as a power failure would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private async Task ReadUntilReadyAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "Ready")
            {
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }
    }
}
