using System.Diagnostics;

namespace PromptFunctions.UnitTests.Infra.Support;

/// <summary>The Bicep compiler of this machine: <c>dev.cs test</c> fetches one where the package feed has it.</summary>
internal static class BicepCompiler
{
    /// <summary>Says where it is.</summary>
    private const string Variable = "BICEP_PATH";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Why a test cannot run; null where it can.</summary>
    public static string? Missing { get; } =
        File.Exists(Environment.GetEnvironmentVariable(Variable)) ? null : $"There is no Bicep compiler: the package feed has none for this machine, or {Variable} does not name one.";

    /// <summary>Compiles a file, lint rules and all; nothing is fetched.</summary>
    /// <returns>The template, and what the compiler complained of.</returns>
    public static (string Template, string Complaints) Build(string file)
    {
        using var compiler = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable(Variable)!, ["build", file, "--no-restore", "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true" },
        })!;
        var (template, complaints) = (compiler.StandardOutput.ReadToEndAsync(), compiler.StandardError.ReadToEndAsync());
        if (!compiler.WaitForExit(Patience))
        {
            compiler.Kill(entireProcessTree: true);
            throw new TimeoutException("The Bicep compiler did not end.");
        }
        return (template.Result, complaints.Result);
    }
}
