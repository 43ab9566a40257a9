using PromptFunctions.IntegrationTests.Resilience.Support;
using PromptFunctions.LocalHost;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>An app whose clock tests put forward. It has storage of its own, because its timers see to all that is there.</summary>
public sealed class ClockedApi : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private RunningApi? running;

    public ApiClient Api => running!.Client;

    /// <summary>The app itself.</summary>
    public LocalHostApp App => running!.App;

    /// <summary>Lets time go by.</summary>
    public void Wait(TimeSpan time) => clock.Ahead += time;

    /// <summary>Runs a timer's function.</summary>
    public Task RunTimer(string function) => running!.App.RunTimerAsync(function);

    public async Task InitializeAsync() => running = await ApiFixture.Clocked(clock);

    public async Task DisposeAsync() => await running!.DisposeAsync();
}
