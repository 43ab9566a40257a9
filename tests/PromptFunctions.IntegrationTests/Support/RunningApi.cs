using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Azurite;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>A function app that runs in this process, and a client for it.</summary>
public sealed class RunningApi : IAsyncDisposable
{
    private readonly AzuriteServer storage;

    private RunningApi(LocalHostApp app, AzuriteServer storage, OpenApiCheck check)
    {
        (App, this.storage, Check) = (app, storage, check);
        Client = new(app.ApiAddress, check);
    }

    public LocalHostApp App { get; }

    public ApiClient Client { get; }

    /// <summary>The figures that the app's guardrails see.</summary>
    public BreakableMetrics Metrics => App.Services.GetRequiredService<BreakableMetrics>();

    public OpenApiCheck Check { get; }

    /// <summary>An app with a new Azurite of its own, both until the process ends.</summary>
    /// <param name="name">The folder of its data, beside the tests.</param>
    /// <param name="check">What its calls are checked against; the app's own description where none is given.</param>
    /// <param name="group">Which functions run; all where nothing is said.</param>
    /// <param name="clock">The app's clock; null for the system's.</param>
    /// <param name="settings">The app's settings.</param>
    /// <param name="configure">What else is registered.</param>
    public static async Task<RunningApi> StartAsync(
        string name, OpenApiCheck? check = null, FunctionGroup? group = null, TimeProvider? clock = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        // A test run may be ended at any time, so the data is removed by the next one.
        var data = Path.Combine(AppContext.BaseDirectory, "storage", name);
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        var storage = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = data });
        var app = await StartAsync(storage, settings ?? [], group ?? FunctionGroup.All, clock, configure);
        return new(app, storage, check ?? await CheckAsync(app));
    }

    /// <summary>Another instance over the same storage.</summary>
    public async Task<RunningApi> BesideAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null) =>
        new(await StartAsync(storage, settings, FunctionGroup.All, configure: configure), storage, Check);

    /// <summary>A table of the app's storage.</summary>
    public TableClient Table(string name) => new TableServiceClient(storage.ConnectionString).GetTableClient(name);

    /// <summary>Makes a deployment's next moves as its orchestration would, until it waits or ends.</summary>
    public async Task DriveAsync(string prompt, string deployment)
    {
        var stepper = App.Services.GetRequiredService<RolloutStepper>();
        while (await stepper.AdvanceAsync(new(prompt, deployment), CancellationToken.None) is { IsEnded: false, NextChange: { } next } && next <= DateTimeOffset.UtcNow)
        {
        }
    }

    /// <summary>Ends the app; its storage goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private static Task<LocalHostApp> StartAsync(AzuriteServer storage, Dictionary<string, string?> settings, FunctionGroup group, TimeProvider? clock = null, Action<IServiceCollection>? configure = null) => LocalHostApp.StartAsync(new()
    {
        Port = 0,
        StorageConnectionString = storage.ConnectionString,
        RunTimers = false,
        Settings = new Dictionary<string, string?>(settings) { ["Rollouts:EvaluationSeconds"] = "0.2" },
        Group = group,
        ConfigureServices = services =>
        {
            services.AddSingleton<GuardrailMetrics>().AddSingleton<BreakableMetrics>().AddSingleton<IGuardrailMetrics>(provider => provider.GetRequiredService<BreakableMetrics>());
            if (clock is not null) services.AddSingleton(clock);
            configure?.Invoke(services);
        },
    });

    private static async Task<OpenApiCheck> CheckAsync(LocalHostApp app)
    {
        using var http = new HttpClient();
        return await OpenApiCheck.StartAsync(await http.GetStringAsync(new Uri($"{app.ApiAddress}/openapi.json")));
    }
}
