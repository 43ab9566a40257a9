using System.Collections.Concurrent;
using System.Diagnostics;
using PromptFunctions.LocalHost;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>An instance in a process of its own.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string Listening = "Listening on ";

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private HostProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Api = new(address);
        _ = ReadAsync();
    }

    /// <summary>Where the API begins.</summary>
    public Uri Address { get; }

    public Api Api { get; }

    /// <summary>The lines that it has written since it listens.</summary>
    public IReadOnlyCollection<string> Output => output;

    public static Task<HostProcess> StartAsync(string storage, params string[] arguments) => StartAsync(storage, new Dictionary<string, string>(), arguments);

    /// <summary>Starts it with settings on top.</summary>
    public static async Task<HostProcess> StartAsync(string storage, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["AzureWebJobsStorage"] = storage },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        foreach (var argument in (string[])["exec", typeof(LocalHostApp).Assembly.Location, "--port", "0", "--until-input-ends", .. arguments]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            return new(process, new Uri(line[Listening.Length..]));
        }
        throw new InvalidOperationException("The process ended before it listened.");
    }

    /// <summary>Ends the process at once, as a power failure would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line) output.Enqueue(line);
    }
}
