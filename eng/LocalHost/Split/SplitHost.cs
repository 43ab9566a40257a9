using System.Net;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Hosting;
using PromptFunctions.LocalHost.Http;

namespace PromptFunctions.LocalHost.Split;

/// <summary>
/// The HTTP functions, the durable functions and each timer in processes of their own, on one storage account, as Flex Consumption runs
/// them: shows what relies on memory that instances do not share. They start, stop and fall together.
/// </summary>
internal sealed class SplitHost(LocalHostOptions options, TextWriter output, TextWriter error) : IAsyncDisposable
{
    private readonly List<GroupProcess> _processes = [];

    /// <summary>Runs until it is told to stop or a process ends by itself.</summary>
    /// <returns>The exit code of the process that ended, never 0.</returns>
    /// <exception cref="OperationCanceledException">It was told to stop, and has.</exception>
    public static async Task<int> RunAsync(LocalHostOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        await using var host = new SplitHost(options, output, error);
        if (await host.StartAsync().WaitAsync(stop) is { } address)
            await output.WriteLineAsync(ListeningLine.Write(address));
        return await host.FirstEndAsync(stop);
    }

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));

    /// <summary>HTTP last: its process has to know where the timers are, to pass on-demand calls on.</summary>
    private async Task<Uri?> StartAsync()
    {
        var names = FunctionCatalog.Read(FunctionApp.Assembly, FunctionGroup.Timers).Timers.Select(timer => timer.Name).ToList();
        var timers = names.ConvertAll(name => Start(FunctionGroup.Timer(name), new IPEndPoint(IPAddress.Loopback, 0)));
        var durable = FunctionCatalog.Read(FunctionApp.Assembly, FunctionGroup.Durable).HasOrchestrations
            ? Start(FunctionGroup.Durable, new IPEndPoint(IPAddress.Loopback, 0))
            : null;
        var addresses = await Task.WhenAll(timers.Select(timer => timer.Listening));
        if (addresses.Any(address => address is null) || (durable is not null && await durable.Listening is null))
            return null;
        var forwards = names.Zip(addresses, (name, address) =>
            ($"{Administration.ForwardSection}:{name}".Replace(":", "__", StringComparison.Ordinal), $"{address}"));
        return await Start(FunctionGroup.Http, new IPEndPoint(options.Address, options.Port), [.. forwards]).Listening;
    }

    private GroupProcess Start(FunctionGroup group, IPEndPoint endpoint, params (string Name, string Value)[] environment)
    {
        if (options.StorageConnectionString is { } storage)
            environment = [.. environment, (HostSettings.StorageKey, storage)]; // not an argument, which other users see
        var process = GroupProcess.Start(group, endpoint, environment, output, error);
        _processes.Add(process);
        return process;
    }

    private async Task<int> FirstEndAsync(CancellationToken stop)
    {
        await Task.WhenAny(_processes.Select(process => process.Ended)).WaitAsync(stop);
        var ended = _processes.Find(process => process.Ended.IsCompleted)!;
        var code = await ended.Ended;
        if (code != LocalHostCommand.CannotStart) // then it has said why
            await error.WriteLineAsync($"The process of {ended.Group} ended with exit code {code}; the others are stopped.");
        return code == 0 ? LocalHostCommand.Failed : code;
    }
}
