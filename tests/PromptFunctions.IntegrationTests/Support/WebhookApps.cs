using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Two instances that may send to this machine, over storage of their own and with a clock that tests put forward; and a receiver.</summary>
public sealed class WebhookApps : IAsyncLifetime
{
    private readonly ShiftedClock clock = new();
    private RunningApi? first;
    private RunningApi? second;
    private WebhookReceiver? receiver;

    public RunningApi First => first!;

    public RunningApi Second => second!;

    public ApiClient Api => First.Client;

    public WebhookReceiver Receiver => receiver!;

    /// <summary>All that the first instance has logged, down to the least.</summary>
    public LogRecorder Logs { get; } = new();

    /// <summary>Lets time go by.</summary>
    public void Wait(TimeSpan time) => clock.Ahead += time;

    /// <summary>Runs the timer of the first instance.</summary>
    public Task Deliver() => First.App.RunTimerAsync("DeliverWebhooks");

    /// <summary>A prompt with a webhook that leads to a path of its own, which is also the webhook's name.</summary>
    public async Task<(ApiPrompt Prompt, string Path)> NewWebhook(params string[] events)
    {
        var prompt = await Api.NewPrompt();
        return (prompt, await Add(prompt, events));
    }

    /// <summary>A webhook more, that leads to a path of its own.</summary>
    public async Task<string> Add(ApiPrompt prompt, params string[] events)
    {
        var path = ApiClient.UniqueName("hook");
        (await Api.Put(Webhook(prompt, path), new { url = Receiver.Url(path), secret = Secret(path), events = events.Length == 0 ? null : events })).ShouldBe(201);
        return path;
    }

    public static string Webhook(ApiPrompt prompt, string path) => $"{prompt.Path}/webhooks/{path}";

    public static string Secret(string path) => $"the secret of {path}";

    /// <summary>Lets time go by, and the timer come, until a path has taken so many.</summary>
    public async Task<IReadOnlyList<WebhookCall>> DeliverUntilTaken(string path, int count)
    {
        for (var i = 0; i < 20 && Receiver.Taken(path).Count < count; i++)
        {
            Wait(TimeSpan.FromMinutes(20));
            await Deliver();
        }
        return await Receiver.UntilTaken(path, count);
    }

    /// <summary>Sees to it that what waits for a path has become dead letters.</summary>
    public async Task<ApiResponse> Bury(ApiPrompt prompt, string path, int count)
    {
        await Receiver.UntilCalled(path);
        var letters = await Api.Get($"{Webhook(prompt, path)}/dead-letters");
        for (var i = 0; i < 20 && letters.ShouldBe(200).Items.Count < count; i++)
        {
            Wait(TimeSpan.FromHours(25));
            await Deliver();
            letters = await Api.Get($"{Webhook(prompt, path)}/dead-letters");
        }
        Assert.Equal(count, letters.Items.Count);
        return letters;
    }

    /// <summary>The keys of a prompt's rows that begin with a prefix.</summary>
    public async Task<List<string>> Rows(ApiPrompt prompt, string prefix) =>
        await First.Table("prompts").QueryAsync<TableEntity>($"PartitionKey eq '{prompt.Name}'").Select(row => row.RowKey)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToListAsync();

    public async Task InitializeAsync()
    {
        receiver = await WebhookReceiver.StartAsync();
        var settings = new Dictionary<string, string?> { ["Webhooks:AllowPrivateTargets"] = "true", ["Webhooks:TimeoutSeconds"] = "1" };
        first = await ApiFixture.Alone("webhooks", clock, settings, services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs)));
        second = await first.BesideAsync(settings, services => services.AddSingleton<TimeProvider>(clock));
    }

    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}
