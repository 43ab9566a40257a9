using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Hosting;
using PromptFunctions.LocalHost.Http;
using PromptFunctions.LocalHost.Orchestrations;
using PromptFunctions.LocalHost.Telemetry;
using PromptFunctions.LocalHost.Timers;

namespace PromptFunctions.LocalHost;

/// <summary>The function app in this process, without the Functions host. For development, tests and benchmarks.</summary>
public sealed class LocalHostApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LocalHostApp(WebApplication app, string routePrefix)
    {
        _app = app;
        BaseAddress = new Uri(app.Urls.First());
        ApiAddress = new Uri(BaseAddress, routePrefix);
    }

    /// <summary>The root, with the port that was chosen: <c>http://127.0.0.1:7071/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Where the HTTP functions begin: <c>http://127.0.0.1:7071/api</c>.</summary>
    public Uri ApiAddress { get; }

    /// <summary>The function app's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the functions, and returns once requests are answered.</summary>
    /// <exception cref="LocalHostException">The port is taken, a setting is wrong, or a function cannot be run; the message says which.</exception>
    public static async Task<LocalHostApp> StartAsync(LocalHostOptions options, CancellationToken cancellationToken = default)
    {
        ListenPort.EnsureFree(options.Address, options.Port);
        var routePrefix = HostJson.ReadRoutePrefix(AppContext.BaseDirectory);
        var app = Build(options);
        try
        {
            FunctionApp.CheckSettings(app.Services);
            app.MapHttpFunctions(app.Services.GetRequiredService<FunctionCatalog>().Http, routePrefix);
            app.MapAdministration();
            await app.StartAsync(cancellationToken);
            return new LocalHostApp(app, routePrefix);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            if (ListenPort.Explain(e, options.Address, options.Port) is { } explained)
                throw explained;
            throw;
        }
    }

    /// <summary>Runs a timer now, or after the run that is under way, and returns when it has ended.</summary>
    /// <param name="function">The name in its <c>[Function]</c> attribute.</param>
    /// <param name="cancellationToken">Ends the wait and the run.</param>
    /// <exception cref="ArgumentException">No timer in this process has that name.</exception>
    /// <remarks>What the function throws is thrown here.</remarks>
    public Task RunTimerAsync(string function, CancellationToken cancellationToken = default)
    {
        var timer = Services.GetRequiredService<TimerScheduler>().Find(function)
            ?? throw new ArgumentException($"There is no timer named {function}.", nameof(function));
        return timer.RunAsync(cancellationToken);
    }

    /// <summary>Waits until the app stops, and stops it when the token is cancelled.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <summary>Ends the timers and orchestrations, lets running requests finish for a few seconds, and stops.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _app.StopAsync(cancellationToken);

    /// <summary>Stops, if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(LocalHostOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Development,
        });
        builder.Configuration.AddHostSettings(options);
        builder.AddFunctionsServer(options.Address, options.Port);

        if (options.FunctionAssembly is null)
            FunctionApp.Register(builder.Services, builder.Configuration);
        builder.Services.AddLocalTelemetry(builder.Configuration);
        options.ConfigureServices?.Invoke(builder.Services);

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var functions = FunctionCatalog.Read(options.FunctionAssembly ?? FunctionApp.Assembly, options.Group);
        builder.Services.AddSingleton(functions);
        builder.Services.AddTimerFunctions(options.RunTimers);
        builder.Services.AddOrchestrationFunctions(functions);
        return builder.Build();
    }
}
