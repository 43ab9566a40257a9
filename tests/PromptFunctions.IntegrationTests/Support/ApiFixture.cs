using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>
/// The function app over a real Azurite. All classes share the ones that the first starts, and run side by side: each
/// test takes prompts of its own.
/// </summary>
public sealed class ApiFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<RunningApi>> Shared = new(() => RunningApi.StartAsync("shared"));
    private static readonly Lazy<Task<RunningApi>> SharedSignIn = new(async () =>
        await (await Shared.Value).BesideAsync(new() { ["Auth:Mode"] = "easyauth" }));
    private static readonly Lazy<Task<RunningApi>> SharedUndriven = new(async () => await RunningApi.StartAsync("undriven", (await Shared.Value).Check, FunctionGroup.Http));
    private static readonly Lazy<Task<RunningApi>> SharedElsewhere = new(async () => await RunningApi.StartAsync("elsewhere", (await Shared.Value).Check));

    private RunningApi? running;

    /// <summary>The app as it runs without settings.</summary>
    public ApiClient Api => Running.Client;

    /// <summary>The figures that guardrails see.</summary>
    public BreakableMetrics Metrics => Running.Metrics;

    /// <summary>The app itself.</summary>
    public LocalHostApp App => Running.App;

    private RunningApi Running => running ?? throw new InvalidOperationException("The app is not started.");

    /// <summary>Another instance over the same storage, with sign-in on.</summary>
    public static async Task<ApiClient> SignIn() => (await SharedSignIn.Value).Client;

    /// <summary>An app with a storage account of its own that answers requests, and where nothing drives deployments but the test.</summary>
    public static async Task<RunningApi> Undriven() => await SharedUndriven.Value;

    /// <summary>An app with a storage account of its own.</summary>
    public static async Task<ApiClient> Elsewhere() => (await SharedElsewhere.Value).Client;

    /// <summary>An app with a storage account and a clock of its own, which ends with the one who asks for it.</summary>
    public static async Task<RunningApi> Clocked(TimeProvider clock) => await RunningApi.StartAsync("clocked", (await Shared.Value).Check, clock: clock);

    /// <summary>An app with a storage account of its own under a name, which ends with the one who asks for it.</summary>
    public static async Task<RunningApi> Apart(string name, TimeProvider? clock = null) => await RunningApi.StartAsync(name, (await Shared.Value).Check, clock: clock);

    /// <summary>An app with a storage account, a clock and settings of its own, which ends with the one who asks for it.</summary>
    public static async Task<RunningApi> Alone(string name, TimeProvider clock, Dictionary<string, string?> settings, Action<IServiceCollection> configure) =>
        await RunningApi.StartAsync(name, (await Shared.Value).Check, clock: clock, settings: settings, configure: configure);

    /// <summary>Another instance over the same storage, with settings of its own.</summary>
    public async Task<RunningApi> Beside(Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null) => await Running.BesideAsync(settings, configure);

    /// <summary>Folds all points that were recorded, as the timer would.</summary>
    public Task FoldAsync() => App.Services.GetRequiredService<MetricFolder>().RunAsync(CancellationToken.None);

    public async Task InitializeAsync() => running = await Shared.Value;

    // What is shared ends with the process: no class knows whether it is the last.
    public Task DisposeAsync() => Task.CompletedTask;
}
