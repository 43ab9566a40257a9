using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Webhooks;

namespace PromptFunctions.UnitTests.Webhooks;

public sealed class WebhookTargetsTests
{
    [Theory]
    [InlineData("http://93.184.216.34/in")]
    [InlineData("https://127.0.0.1/in")]
    [InlineData("https://localhost:8443/in")]
    [InlineData("https://0x7f000001/in")]
    [InlineData("https://2130706433/in")]
    [InlineData("https://127.1/in")]
    [InlineData("https://169.254.169.254/metadata/identity")]
    [InlineData("https://[::1]/in")]
    [InlineData("https://[::ffff:10.0.0.1]/in")]
    [InlineData("https://[fe80::1]/in")]
    public async Task An_address_that_is_not_public_is_refused_when_it_is_set_unless_the_setting_allows_it(string url)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => Targets(allowsAll: false).RequireAllowedAsync(new(url), CancellationToken.None));

        Assert.Equal((400, "url"), (problem.Problem.Status, Assert.Single(problem.Errors!.Keys)));
        await Targets(allowsAll: true).RequireAllowedAsync(new(url), CancellationToken.None);
    }

    [Theory]
    [InlineData("https://93.184.216.34/in")]
    [InlineData("https://[2606:4700::1111]:8443/in")]
    [InlineData("https://nobody.invalid/in")]
    public async Task A_public_address_and_a_name_that_is_not_known_may_be_set(string url) => await Targets(allowsAll: false).RequireAllowedAsync(new(url), CancellationToken.None);

    [Fact]
    public async Task A_connection_is_made_only_to_an_address_that_was_checked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        foreach (var host in new[] { "127.0.0.1", "localhost" })
            await Assert.ThrowsAsync<TargetRefusedException>(async () => await Targets(allowsAll: false).ConnectAsync(new(host, port), CancellationToken.None));
        Assert.False(listener.Pending());
        await using var stream = await Targets(allowsAll: true).ConnectAsync(new("localhost", port), CancellationToken.None);
        Assert.True(listener.Pending());
    }

    private static WebhookTargets Targets(bool allowsAll) => new(Options.Create(new WebhookOptions { AllowPrivateTargets = allowsAll }), TimeProvider.System);
}
