using System.CommandLine;
using PromptFunctions.Dev.Preparation;
using PromptFunctions.Dev.Processes;
using Spectre.Console;

namespace PromptFunctions.Dev.Starting;

/// <summary><c>start</c>: the service with its storage, until Ctrl-C.</summary>
internal static class StartCommand
{
    public static Command Create(Prepare prepare)
    {
        var port = new Option<int>("--port") { Description = "The service's port", DefaultValueFactory = _ => 7071 };
        var func = new Option<bool>("--func") { Description = "Run the real Functions host (needs Azure Functions Core Tools)" };
        var split = new Option<bool>("--split") { Description = "A process for each scale group, as in production" };
        var storagePortBase = new Option<int?>("--storage-port-base") { Description = "The first of Azurite's three ports (10000, or free ones when taken)" };
        var otlp = new Option<string?>("--otlp") { Description = "An OTLP collector for traces, metrics and logs, such as http://127.0.0.1:4317" };

        var command = new Command("start", "Runs the service on local storage until Ctrl-C") { port, func, split, storagePortBase, otlp };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new StartOptions(parsed.GetValue(port), parsed.GetValue(func), parsed.GetValue(split), parsed.GetValue(storagePortBase), parsed.GetValue(otlp));
            return RunAsync(options, prepare(parsed), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(StartOptions options, Workshop workshop, CancellationToken cancellation)
    {
        if (!Ports.IsFree(options.Port))
            throw new DevException($"port {options.Port} is taken. Stop what listens there, or choose another with --port {options.Port + 1}", exitCode: 2);
        if (options.Func)
            FunctionsHost.RequireInstalled();
        using var data = StorageEmulator.ClaimData();

        // Storage needs its npm package but no build, so it starts meanwhile.
        await NodePackages.InstallAsync(cancellation);
        var build = workshop.BuildAsync(options.Func ? FunctionsHost.Project : LocalHost.Project, "Debug", cancellation);
        await using var storage = await StorageEmulator.StartAsync(options.StoragePortBase);
        await build;
        await using var service = options.Func
            ? FunctionsHost.Start(options, storage.ConnectionString, workshop.AzureSdk)
            : LocalHost.Start(options, storage.ConnectionString);

        var url = $"http://127.0.0.1:{options.Port}";
        var ended = Task.WhenAny(EndOf(service), storage.Ended);
        if (await Health.WaitAsync(url, ended, cancellation))
            Welcome(url);

        await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, cancellation)).WaitAsync(CancellationToken.None);

        // Ctrl-C reaches the children too, and a child may be first to end.
        await Task.Delay(TimeSpan.FromMilliseconds(300), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellation.IsCancellationRequested)
        {
            Terminal.Step("Stopping");
            return 0;
        }

        throw new DevException(await await ended);
    }

    private static async Task<string> EndOf(Service service)
    {
        var exitCode = await service.Exited;
        return $"{service.Name} ended unexpectedly (exit code {exitCode}); everything is stopped";
    }

    private static void Welcome(string url)
    {
        Terminal.Out.MarkupLine($"\n  [green bold]PromptFunctions runs at[/] [blue underline]{url}/api[/]   (Ctrl-C stops it)\n");
        Terminal.Line("  Try:");
        Terminal.Line($"    curl -X POST {url}/api/import -H 'Content-Type: application/json' --data-binary @samples/text_to_sql.json");
        Terminal.Line($"    curl '{url}/api/prompts/text_to_sql/resolve?subject=user-1'");
        Terminal.Line($"    curl '{url}/api/prompts/text_to_sql/compare?from=1.0.0&to=production'");
        Terminal.Line("  Or the whole story:  dotnet run dev.cs -- demo\n");
    }
}
