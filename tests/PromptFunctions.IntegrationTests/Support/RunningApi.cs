using PromptFunctions.Azurite;
using PromptFunctions.LocalHost;

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

    public OpenApiCheck Check { get; }

    /// <summary>An app with a new Azurite of its own, both until the process ends.</summary>
    /// <param name="name">The folder of its data, beside the tests.</param>
    /// <param name="check">What its calls are checked against; the app's own description where none is given.</param>
    public static async Task<RunningApi> StartAsync(string name, OpenApiCheck? check = null)
    {
        // A test run may be ended at any time, so the data is removed by the next one.
        var data = Path.Combine(AppContext.BaseDirectory, "storage", name);
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        var storage = await AzuriteServer.StartAsync(new AzuriteOptions { DataDirectory = data });
        var app = await StartAsync(storage, []);
        return new(app, storage, check ?? await CheckAsync(app));
    }

    /// <summary>Another instance over the same storage.</summary>
    public async Task<RunningApi> BesideAsync(Dictionary<string, string?> settings) => new(await StartAsync(storage, settings), storage, Check);

    /// <summary>Ends the app; its storage goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private static Task<LocalHostApp> StartAsync(AzuriteServer storage, Dictionary<string, string?> settings) => LocalHostApp.StartAsync(
        new LocalHostOptions { Port = 0, StorageConnectionString = storage.ConnectionString, RunTimers = false, Settings = settings });

    private static async Task<OpenApiCheck> CheckAsync(LocalHostApp app)
    {
        using var http = new HttpClient();
        return await OpenApiCheck.StartAsync(await http.GetStringAsync(new Uri($"{app.ApiAddress}/openapi.json")));
    }
}
