using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.LocalHost;

/// <summary>What a <see cref="LocalHostApp"/> runs, where, and with which settings.</summary>
public sealed record LocalHostOptions
{
    /// <summary>The address to listen on. Default: the loopback address.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on, 0–65535. Default 0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The storage account. Default: the setting <c>AzureWebJobsStorage</c>, else <c>UseDevelopmentStorage=true</c>.
    /// </summary>
    public string? StorageConnectionString { get; init; }

    /// <summary>Settings above all others. <c>A:B</c> and <c>A__B</c> name the same one.</summary>
    public IDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// A <c>local.settings.json</c> whose <c>Values</c> rank below the environment, as with <c>func start</c>.
    /// Default: none, so that tests don't depend on a developer's own file.
    /// </summary>
    public string? SettingsFile { get; init; }

    /// <summary>Which functions to run. Default: all.</summary>
    public FunctionGroup Group { get; init; } = FunctionGroup.All;

    /// <summary>Whether timers follow their schedules. Without, they run on demand only. Default: true.</summary>
    public bool RunTimers { get; init; } = true;

    /// <summary>
    /// Where the functions are. Default: the function app, with all that it registers. The functions of another
    /// assembly get only what <see cref="ConfigureServices"/> registers.
    /// </summary>
    public Assembly? FunctionAssembly { get; init; }

    /// <summary>Registrations on top of the function app's own, and in place of them where a type is registered twice.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}
