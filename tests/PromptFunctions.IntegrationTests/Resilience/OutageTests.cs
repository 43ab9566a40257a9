using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PromptFunctions.Azurite;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

public sealed class OutageTests : IAsyncLifetime
{
    private const double CacheSeconds = 1;

    // What no answer from memory exceeds, also on a busy machine.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.8);

    private AzuriteServer? azurite;
    private TestApp? app;

    private AzuriteServer Azurite => azurite!;

    private Api Api => app!.Api;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        app = await TestApp.StartAsync(azurite.ConnectionString, CacheSeconds);
        await using (var other = await TestApp.StartAsync(azurite.ConnectionString))
        {
            foreach (var prompt in new[] { "warm", "cold" }) (await other.Api.PostAsync("import", Documents.Rich(prompt))).Expect(200);
        }
        (await Api.GetAsync("prompts/warm/resolve")).Expect(200);
        (await Api.GetAsync("prompts/warm/resolve?label=beta")).Expect(200);
        (await Api.GetAsync("health")).Expect(200);
    }

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    [Fact]
    public async Task Without_storage_what_is_known_is_served_as_stale_the_rest_is_503_and_all_recovers_by_itself()
    {
        // The end of its process, but not of its data: a killed emulator would forget what it has not saved yet.
        await Azurite.StopAsync();
        await StaleAsync("prompts/warm/resolve", TimeSpan.FromSeconds(5));
        await StaleAsync("prompts/warm/resolve?label=beta", TimeSpan.FromSeconds(5));
        await ServedFastAsync("prompts/warm/resolve", TimeSpan.FromSeconds(3));
        Assert.InRange((await Api.GetAsync("prompts/warm/resolve")).Headers.Age!.Value.TotalSeconds, 2, 120);

        await UntilAsync("health", answer => answer.Status == 503, TimeSpan.FromSeconds(5));
        await UnavailableAsync(new(HttpMethod.Get, "prompts/cold/resolve?label=beta&subject=me"));
        await UnavailableAsync(new(HttpMethod.Get, "prompts/warm"));
        await UnavailableAsync(new(HttpMethod.Post, "prompts/warm/versions", new { content = "next" }));
        await UnavailableAsync(new(HttpMethod.Post, "prompts/warm/versions/0.0.2/promote", new { status = "production" }, "key"));
        await UnavailableAsync(new(HttpMethod.Put, "prompts/warm/labels/beta", new { version = "0.0.2" }));
        await UnavailableAsync(new(HttpMethod.Post, "import", Documents.Rich("new"), "key"));

        await Azurite.RestartAsync();
        await UntilAsync("prompts/warm/resolve", answer => answer.Status == 200 && !answer.Stale, TimeSpan.FromSeconds(5));
        await UntilAsync("prompts/warm/resolve?label=beta", answer => answer.Status == 200 && !answer.Stale, TimeSpan.FromSeconds(5));
        await UntilAsync("prompts/cold/resolve", answer => answer.Status == 200 && !answer.Stale, TimeSpan.FromSeconds(5));
        await UntilAsync("health", answer => answer.Status == 200, TimeSpan.FromSeconds(5));
        (await Api.PostAsync("prompts/warm/versions", new { content = "next" })).Expect(201);
    }

    [Fact]
    public async Task While_storage_takes_connections_and_says_nothing_what_is_known_is_served_at_once_after_the_first_answers()
    {
        var ports = new[] { Azurite.BlobPort, Azurite.TablePort };
        await Azurite.StopAsync();
        var listeners = Array.ConvertAll(ports, port => new TcpListener(IPAddress.Loopback, port));
        Array.ForEach(listeners, listener => listener.Start());
        try
        {
            await StaleAsync("prompts/warm/resolve", TimeSpan.FromSeconds(10));
            await ServedFastAsync("prompts/warm/resolve", TimeSpan.FromSeconds(7));
        }
        finally
        {
            Array.ForEach(listeners, listener => listener.Dispose());
        }
    }

    private Task StaleAsync(string path, TimeSpan patience) => UntilAsync(path, answer => answer.Expect(200).Stale, patience);

    private async Task ServedFastAsync(string path, TimeSpan time)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; await Task.Delay(20))
        {
            var before = watch.Elapsed;
            Assert.True((await Api.GetAsync(path)).Expect(200).Stale);
            Assert.InRange(watch.Elapsed - before, TimeSpan.Zero, AtOnce);
        }
    }

    private async Task UnavailableAsync(ApiRequest call)
    {
        var watch = Stopwatch.StartNew();
        var answer = (await Api.SendAsync(call)).Expect(503);
        Assert.Equal("storage-unavailable", answer.Code);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private async Task UntilAsync(string path, Func<Answer, bool> expected, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        for (Answer answer; !expected(answer = await Api.GetAsync(path)); await Task.Delay(50))
            Assert.True(watch.Elapsed < patience, $"{path} after {watch.Elapsed}: {answer.Status} {answer.Text}");
    }
}
