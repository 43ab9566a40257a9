using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptFunctions.Bench.Load;

/// <summary>The load generator <c>wrk</c>.</summary>
internal static partial class Wrk
{
    public sealed record Run(long Requests, double RequestsPerSecond, TimeSpan P99);

    /// <summary>Sends as many requests as the server answers.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="connections">How many connections are open at once.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="script">The file of a script that makes the requests; null for plain GETs.</param>
    public static async Task<Run> RunAsync(Uri address, int connections, int seconds, string? script = null)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "30s", "--latency" }) start.ArgumentList.Add(argument);
        if (script is not null) start.ArgumentList.Add($"--script={script}");
        start.ArgumentList.Add(address.ToString());
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
                throw new InvalidOperationException($"Not every request was answered:\n{output}");
            return new(
                long.Parse(Requests().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                double.Parse(Throughput().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
                Duration(P99().Match(output)));
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException("The benchmark needs wrk. Install it with your package manager (on Debian: apt-get install wrk).");
        }
    }

    private static TimeSpan Duration(Match match)
    {
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "us" => TimeSpan.FromMicroseconds(value),
            "ms" => TimeSpan.FromMilliseconds(value),
            _ => TimeSpan.FromSeconds(value),
        };
    }

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Throughput();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex P99();
}
