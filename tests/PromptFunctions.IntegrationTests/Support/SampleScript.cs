using System.Diagnostics;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Runs the scripts in <c>samples</c>, as an operator would.</summary>
public static class SampleScript
{
    /// <summary>Runs a script; gives its exit code with all that it wrote.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string script, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", [Path.Combine(OpenApiCheck.RepositoryRoot, "samples", script), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(texts));
    }
}
