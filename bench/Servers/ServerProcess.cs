using System.Diagnostics;
using System.Globalization;

namespace PromptFunctions.Bench.Servers;

/// <summary>A server in a process of its own. It ends when its input does.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, Uri address) => (this.process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts this program again as one of its servers.</summary>
    public static async Task<ServerProcess> StartAsync(string role, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ServerProcess).Assembly.Location);
        start.ArgumentList.Add(role);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{role} did not start.");
        return new(process, new Uri(address));
    }

    /// <summary>How many bytes it has allocated so far.</summary>
    public Task<long> AllocatedAsync() => AskAsync(ServerConsole.Allocated);

    /// <summary>How many bytes it uses.</summary>
    public Task<long> InUseAsync() => AskAsync(ServerConsole.InUse);

    /// <summary>Asks for a figure of the server's own.</summary>
    public async Task<long> AskAsync(string question)
    {
        await process.StandardInput.WriteLineAsync(question);
        return long.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }
}
