using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Apps that ask a <see cref="FakeModel"/>, over the storage that all classes share.</summary>
public sealed class ModelFixture : IAsyncLifetime
{
    public const string Key = "sk-test-" + "abcdefghijklmnopqrstuvwxyz";

    private readonly ApiFixture shared = new();
    private RunningApi? patient;
    private RunningApi? hasty;
    private FakeModel? model;

    public FakeModel Model => model!;

    /// <summary>All that the apps have logged, down to the least.</summary>
    public LogRecorder Logs { get; } = new();

    /// <summary>An app that asks again twice, makes two calls at once, and counts a price.</summary>
    public ApiClient Api => patient!.Client;

    /// <summary>An app that asks once and waits a second.</summary>
    public ApiClient Hasty => hasty!.Client;

    /// <summary>An app without a model.</summary>
    public ApiClient WithoutModel => shared.Api;

    public async Task InitializeAsync()
    {
        await shared.InitializeAsync();
        model = await FakeModel.StartAsync();
        patient = await Start(new() { ["Models__Retries"] = "2", ["Models__Concurrency"] = "2", ["Models__InputPrice"] = "2.5", ["Models__OutputPrice"] = "10" });
        hasty = await Start(new() { ["Models__Retries"] = "0", ["Models__TimeoutSeconds"] = "1" });
    }

    public async Task DisposeAsync()
    {
        await patient!.DisposeAsync();
        await hasty!.DisposeAsync();
        await model!.DisposeAsync();
    }

    private Task<RunningApi> Start(Dictionary<string, string?> settings) => shared.Beside(
        new(settings) { ["Models__Endpoint"] = Model.Endpoint, ["Models__ApiKey"] = Key, ["Models__Model"] = "small-1" },
        services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs)));
}
