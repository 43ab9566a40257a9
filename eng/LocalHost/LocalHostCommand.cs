using System.CommandLine;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Hosting;
using PromptFunctions.LocalHost.Split;

namespace PromptFunctions.LocalHost;

/// <summary>The command line. Exit codes: 0 stopped, 1 failed, 2 could not start as asked.</summary>
public static class LocalHostCommand
{
    // Written to a child process too, by GroupProcess.
    internal const string PortOption = "--port";
    internal const string HostOption = "--host";
    internal const string GroupOption = "--group";
    internal const string UntilInputEndsOption = "--until-input-ends";
    internal const int Failed = 1;
    internal const int CannotStart = 2;

    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(5);

    private static readonly Option<int> Port = new(PortOption)
    {
        Description = "The port to listen on; 0 for any free one",
        DefaultValueFactory = _ => 7071,
        Validators = { result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("A port is between 0 and 65535.");
        } },
    };

    private static readonly Option<IPAddress?> Address = new(HostOption)
    {
        Description = "The address to listen on",
        DefaultValueFactory = _ => IPAddress.Loopback,
        CustomParser = result =>
        {
            if (IPAddress.TryParse(result.Tokens[0].Value, out var address))
                return address;
            result.AddError($"'{result.Tokens[0].Value}' is no IP address.");
            return null;
        },
    };

    private static readonly Option<string?> Storage = new("--storage")
    {
        Description = "The storage account's connection string (default: the setting AzureWebJobsStorage, else UseDevelopmentStorage=true)",
    };

    private static readonly Option<FunctionGroup?> Group = new(GroupOption)
    {
        Description = "all, http, durable, timers or timer:<function>: what this process runs",
        DefaultValueFactory = _ => FunctionGroup.All,
        CustomParser = result =>
        {
            if (FunctionGroup.TryParse(result.Tokens[0].Value, out var group))
                return group;
            result.AddError($"'{result.Tokens[0].Value}' is no group: all, http, durable, timers or timer:<function>.");
            return null;
        },
    };

    private static readonly Option<bool> Split = new("--split")
    {
        Description = "Run the HTTP functions, the durable functions and each timer in processes of their own, as Flex Consumption does",
    };

    private static readonly Option<bool> UntilInputEnds = new(UntilInputEndsOption) { Hidden = true };

    /// <summary>Runs until the process is told to stop.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var command = new RootCommand("Runs the function app in one process, without the Functions host.")
        {
            Port, Address, Storage, Group, Split, UntilInputEnds,
        };
        command.SetAction(async (parsed, stop) =>
        {
            try
            {
                var options = ReadOptions(parsed);
                return parsed.GetValue(Split)
                    ? await RunSplitAsync(options, parsed.GetValue(UntilInputEnds), output, error, stop)
                    : await RunOneAsync(options, parsed.GetValue(UntilInputEnds), output, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return 0;
            }
            catch (LocalHostException e)
            {
                await error.WriteLineAsync(e.Message);
                return CannotStart;
            }
        });
        var invocation = new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = TimeToStop };
        return await command.Parse(arguments).InvokeAsync(invocation, cancellationToken);
    }

    private static async Task<int> RunOneAsync(LocalHostOptions options, bool untilInputEnds, TextWriter output, CancellationToken stop)
    {
        await using var app = await LocalHostApp.StartAsync(options, stop);
        await output.WriteLineAsync(ListeningLine.Write(app.ApiAddress));
        var shutdown = app.WaitForShutdownAsync(stop);
        var inputEnd = untilInputEnds ? InputEnd.WaitAsync() : Task.Delay(Timeout.Infinite, CancellationToken.None);
        await await Task.WhenAny(shutdown, inputEnd);
        return stop.IsCancellationRequested || inputEnd.IsCompleted ? 0 : Failed; // a background service has ended the app
    }

    private static async Task<int> RunSplitAsync(LocalHostOptions options, bool untilInputEnds, TextWriter output, TextWriter error, CancellationToken stop)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var host = SplitHost.RunAsync(options, output, error, running.Token);
        if (untilInputEnds && await Task.WhenAny(host, InputEnd.WaitAsync()) != host) await running.CancelAsync();
        try
        {
            return await host;
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static LocalHostOptions ReadOptions(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(Port),
        Address = parsed.GetValue(Address)!,
        StorageConnectionString = parsed.GetValue(Storage),
        SettingsFile = HostSettings.FindSettingsFile(Environment.CurrentDirectory),
        Group = parsed.GetValue(Group)!,
        ConfigureServices = services => services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true)),
    };
}
