using PromptFunctions.LocalHost;

namespace PromptFunctions.Bench.Servers;

/// <summary>The product under LocalHost.</summary>
internal static class AppServer
{
    public static async Task<int> RunAsync(string storage)
    {
        await using var app = await LocalHostApp.StartAsync(new LocalHostOptions { Port = 0, StorageConnectionString = storage, RunTimers = false }, CancellationToken.None);
        return await ServerConsole.ServeAsync(app.BaseAddress);
    }
}
