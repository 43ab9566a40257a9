using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using PromptFunctions.Dev.Demo;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Starting;
using PromptFunctions.Dev.Testing;

namespace PromptFunctions.Dev;

/// <summary>The commands of <c>dotnet run dev.cs -- …</c>.</summary>
public static class DevTool
{
    /// <summary>Runs one command; the answer is the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        using var stop = new CancellationTokenSource();
        using var signals = new SignalHandlers(stop, PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        try
        {
            // Signals are ours: the library would end the process before everything is stopped.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await Commands().Parse(args).InvokeAsync(configuration, stop.Token);
        }
        catch (DevException problem)
        {
            Terminal.Error(problem.Message);
            return problem.ExitCode;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
    }

    private static RootCommand Commands()
    {
        var azureSdk = new Option<string>("--azure-sdk")
        {
            Description = "Where the Azure packages come from: auto asks the package feed once",
            DefaultValueFactory = _ => "auto",
            Recursive = true,
        };
        azureSdk.AcceptOnlyFromAmong("auto", AzureSdk.NuGet, AzureSdk.Offline);
        Prepare prepare = parsed => new Workshop(parsed.GetValue(azureSdk)!);

        return new RootCommand("Develops PromptFunctions: runs it, tests it, shows it.")
        {
            azureSdk,
            StartCommand.Create(prepare),
            TestCommand.Create(prepare),
            DemoCommand.Create(),
            BenchCommand.Create(prepare),
            FormatCommand.Create(prepare),
        };
    }
}
