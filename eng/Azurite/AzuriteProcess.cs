using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptFunctions.Azurite;

/// <summary>One run of Azurite under Node.js.</summary>
internal sealed partial class AzuriteProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private volatile bool toldToEnd;

    private AzuriteProcess(Process process, AzuritePorts ports)
    {
        this.process = process;
        Ports = ports;
        EndedByItself = WaitForEnd();
    }

    public AzuritePorts Ports { get; }

    /// <summary>Completes when the process has ended: true if nobody told it to.</summary>
    public Task<bool> EndedByItself { get; }

    public static async Task<AzuriteProcess> StartAsync(string dataDirectory, AzuritePorts ports)
    {
        Directory.CreateDirectory(dataDirectory);
        var process = Launch(dataDirectory, ports);
        // Read to the end: a full pipe would stop Azurite.
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            var listening = await ReadPorts(process.StandardOutput).WaitAsync(StartTimeout);
            if (listening is null) throw new AzuriteException($"Azurite did not start: {(await errors).Trim()}");
            _ = process.StandardOutput.ReadToEndAsync();
            return new AzuriteProcess(process, listening);
        }
        catch (Exception failure)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
            throw failure as AzuriteException ?? new AzuriteException($"Azurite did not start within {StartTimeout.TotalSeconds} s.", failure);
        }
    }

    public async Task StopAsync()
    {
        toldToEnd = true;
        if (!process.HasExited) process.StandardInput.Close();
        try
        {
            await EndedByItself.WaitAsync(StopTimeout);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await EndedByItself;
        }
    }

    public void Kill()
    {
        toldToEnd = true;
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose() => process.Dispose();

    private static Process Launch(string dataDirectory, AzuritePorts ports)
    {
        var start = new ProcessStartInfo("node")
        {
            // An input that is never written to: its end, which this process's end brings too, ends Azurite.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Arguments(dataDirectory, ports)) start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new AzuriteException("Azurite needs Node.js 20 or later, and there is no 'node' on the PATH.", failure);
        }
    }

    private static string[] Arguments(string dataDirectory, AzuritePorts ports) =>
    [
        AzuriteFiles.ChildScript,
        AzuriteFiles.EntryPoint,
        "--location", dataDirectory,
        "--blobPort", Text(ports.Blob),
        "--queuePort", Text(ports.Queue),
        "--tablePort", Text(ports.Table),
        "--silent",
        "--skipApiVersionCheck",
        "--disableProductStyleUrl",
        "--disableTelemetry",
    ];

    /// <summary>Reads what Azurite says until it listens everywhere; null when it ends before.</summary>
    private static async Task<AzuritePorts?> ReadPorts(StreamReader output)
    {
        var ports = new Dictionary<string, int>();
        while (ports.Count < 3 && await output.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                ports[match.Groups["service"].Value] = int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
            }
        }
        return ports.Count < 3 ? null : new AzuritePorts(ports["Blob"], ports["Queue"], ports["Table"]);
    }

    [GeneratedRegex(@"^Azurite (?<service>\w+) service is successfully listening at \S+:(?<port>\d+)")]
    private static partial Regex Listening();

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> WaitForEnd()
    {
        await process.WaitForExitAsync();
        return !toldToEnd;
    }
}
