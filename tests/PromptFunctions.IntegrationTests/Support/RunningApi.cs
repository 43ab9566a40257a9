using PromptFunctions.LocalHost;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>A function app that runs in this process, and a client for it.</summary>
public sealed class RunningApi : IAsyncDisposable
{
    private readonly string storage;

    private RunningApi(LocalHostApp app, string storage, OpenApiCheck check)
    {
        (App, this.storage, Check) = (app, storage, check);
        Client = new(app.ApiAddress, check);
    }

    public LocalHostApp App { get; }

    public ApiClient Client { get; }

    public OpenApiCheck Check { get; }

    /// <summary>An app with an Azurite of its own, both until the process ends.</summary>
    public static async Task<RunningApi> StartAsync(OpenApiCheck? check = null)
    {
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        var app = await StartAsync(azurite.ConnectionString, []);
        check ??= await CheckAsync(app);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            check.Dispose();
            azurite.Server.Kill();
            azurite.DisposeAsync().Wait(TimeSpan.FromSeconds(2));
        };
        return new(app, azurite.ConnectionString, check);
    }

    /// <summary>Another instance over the same storage.</summary>
    public async Task<RunningApi> BesideAsync(Dictionary<string, string?> settings) => new(await StartAsync(storage, settings), storage, Check);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }

    private static Task<LocalHostApp> StartAsync(string storage, Dictionary<string, string?> settings) =>
        LocalHostApp.StartAsync(new LocalHostOptions { Port = 0, StorageConnectionString = storage, RunTimers = false, Settings = settings });

    private static async Task<OpenApiCheck> CheckAsync(LocalHostApp app)
    {
        using var http = new HttpClient();
        return await OpenApiCheck.StartAsync(await http.GetStringAsync(new Uri($"{app.ApiAddress}/openapi.json")));
    }
}
