using System.Diagnostics;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class HubOwnerTests
{
    [Fact]
    public void A_host_is_known_by_its_text_and_alive_with_its_process()
    {
        var owner = HubOwner.NewHost();

        Assert.Equal(owner, HubOwner.Parse($"{owner}"));
        Assert.True(owner.IsAlive);
        Assert.NotEqual(owner, HubOwner.NewHost());
    }

    [Fact]
    public void A_process_that_ended_is_not_alive()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        var owner = HubOwner.NewHost() with { ProcessId = process.Id, Started = process.StartTime.ToUniversalTime() };
        process.WaitForExit();

        Assert.False(owner.IsAlive);
    }

    [Fact]
    public void Another_process_under_the_id_is_another() => Assert.False((HubOwner.NewHost() with { Started = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).IsAlive);
}
