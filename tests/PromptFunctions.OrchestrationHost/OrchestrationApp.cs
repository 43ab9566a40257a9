using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost;

namespace PromptFunctions.OrchestrationHost;

/// <summary>What a host of this assembly's functions needs. Its hub and its storage account are settings.</summary>
public static class OrchestrationApp
{
    /// <summary>The setting that names the hub: hubs are apart from each other.</summary>
    public const string HubSetting = "AzureFunctionsJobHost__extensions__durableTask__hubName";

    public static LocalHostOptions Options { get; } = new()
    {
        FunctionAssembly = typeof(OrchestrationApp).Assembly,
        RunTimers = false,
        ConfigureServices = services => services
            .AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true))
            .AddSingleton(new Scripts())
            .AddSingleton(provider => Effects(provider.GetRequiredService<IConfiguration>())),
    };

    private static MarathonEffects Effects(IConfiguration settings)
    {
        var tables = new TableServiceClient(settings["AzureWebJobsStorage"], new TableClientOptions());
        return new MarathonEffects(tables.GetTableClient(MarathonEffects.TableName(settings[HubSetting.Replace("__", ":", StringComparison.Ordinal)])));
    }
}
