using Azure.Core;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.IntegrationTests.Support;
using PromptFunctions.LocalHost;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.OrchestrationHost;

namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>A hub that no other test has, and hosts on it.</summary>
public sealed class TestHub(AzuriteFixture azurite)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The name of the hub.</summary>
    public string Name { get; } = $"h{Guid.NewGuid():N}"[..20];

    /// <summary>What the hub's hosts write to.</summary>
    public TableClient Table => azurite.Tables().GetTableClient($"LocalHost{Name}");

    public MarathonEffects Effects => new(azurite.Tables().GetTableClient(MarathonEffects.TableName(Name)));

    /// <summary>Starts a host in this process.</summary>
    public Task<LocalHostApp> StartAsync(Scripts? scripts = null, FunctionGroup? group = null, HubTap? tap = null) => LocalHostApp.StartAsync(OrchestrationApp.Options with
    {
        StorageConnectionString = azurite.ConnectionString,
        Settings = new Dictionary<string, string?>
        {
            [OrchestrationApp.HubSetting] = Name,
            ["Logging__LogLevel__Default"] = "Critical", // what fails here fails on purpose
        },
        Group = group ?? FunctionGroup.All,
        ConfigureServices = OrchestrationApp.Options.ConfigureServices + (services => services
            .AddSingleton(scripts ?? new Scripts())
            .AddKeyedSingleton("LocalHost", Tapped(tap))),
    });

    /// <summary>Starts a host whose orchestrator does this.</summary>
    public Task<LocalHostApp> StartAsync(Func<TaskOrchestrationContext, Task<object?>> orchestrator) => StartAsync(new Scripts { Orchestrator = orchestrator });

    /// <summary>Starts a host in a process of its own.</summary>
    public KillableHost StartProcess() => KillableHost.Start(azurite.ConnectionString, Name);

    private static TableClientOptions Tapped(HubTap? tap)
    {
        var options = new TableClientOptions();
        if (tap is not null)
            options.AddPolicy(tap, HttpPipelinePosition.PerCall);
        return options;
    }
}
