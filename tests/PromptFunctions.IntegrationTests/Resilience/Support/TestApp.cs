using System.Globalization;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost;

namespace PromptFunctions.IntegrationTests.Resilience.Support;

/// <summary>One instance of the function app, with a client and a view on its storage calls.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private TestApp(LocalHostApp host)
    {
        Host = host;
        Storage = host.Services.GetRequiredService<StorageTap>();
        Api = new(host.ApiAddress, Storage);
    }

    public LocalHostApp Host { get; }

    public StorageTap Storage { get; }

    public Api Api { get; }

    /// <summary>Starts an instance.</summary>
    /// <param name="storage">The account's connection string.</param>
    /// <param name="cacheSeconds"><c>Routing:CacheSeconds</c>.</param>
    /// <param name="clock">The instance's clock; null for the system's.</param>
    public static async Task<TestApp> StartAsync(string storage, double cacheSeconds = 2, TimeProvider? clock = null) => new(await LocalHostApp.StartAsync(new()
    {
        StorageConnectionString = storage,
        RunTimers = false,
        Settings = new Dictionary<string, string?> { ["Routing:CacheSeconds"] = cacheSeconds.ToString(CultureInfo.InvariantCulture) },
        ConfigureServices = services =>
        {
            services.AddHttpContextAccessor().AddSingleton<StorageTap>().AddSingleton<HttpPipelinePolicy>(provider => provider.GetRequiredService<StorageTap>());
            if (clock is not null) services.AddSingleton(clock);
        },
    }));

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
    }
}
