using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptFunctions.LocalHost.Functions;
using PromptFunctions.LocalHost.Hosting;
using PromptFunctions.LocalHost.Orchestrations.Client;
using PromptFunctions.LocalHost.Orchestrations.Dispatch;
using PromptFunctions.LocalHost.Orchestrations.Replay;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations;

internal static class OrchestrationFunctions
{
    /// <summary>Under this key tests register how the hub's storage is called.</summary>
    public const string StorageKey = "LocalHost";

    /// <summary>Adds the client that any function may ask for, and the engine, if there are orchestrators or activities.</summary>
    public static void AddOrchestrationFunctions(this IServiceCollection services, FunctionCatalog functions)
    {
        services.AddSingleton(CreateTable);
        services.AddSingleton<DataConverter>(provider => new JsonConverter(provider.GetRequiredService<IOptions<JsonSerializerOptions>>().Value));
        services.AddSingleton(provider => new Hub(provider.GetRequiredService<HubTable>().Table));
        services.AddSingleton(provider => new HubInstances(provider.GetRequiredService<Hub>(), provider.GetRequiredService<HubTable>().Table));
        services.AddSingleton(provider => new HubSignals(provider.GetRequiredService<Hub>(), provider.GetRequiredService<HubTable>().Table));
        services.AddSingleton<LocalDriver>();
        services.AddSingleton<InstanceWatch>();
        services.AddSingleton<Mail>();
        services.AddSingleton<DurableTaskClient, LocalDurableTaskClient>();
        if (functions.HasOrchestrations)
            services.AddHostedService(CreateEngine);
    }

    private static HubTable CreateTable(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IConfiguration>();
        var name = $"LocalHost{HostJson.ReadHubName(AppContext.BaseDirectory, settings)}";
        var options = services.GetKeyedService<TableClientOptions>(StorageKey) ?? new TableClientOptions();
        options.Diagnostics.IsDistributedTracingEnabled = false; // its calls are the engine's, not the app's: four a second without any work
        return new HubTable(new TableServiceClient(settings[HostSettings.StorageKey], options).GetTableClient(name));
    }

    private static OrchestrationEngine CreateEngine(IServiceProvider services)
    {
        var functions = services.GetRequiredService<FunctionCatalog>();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var converter = services.GetRequiredService<DataConverter>();
        var clock = services.GetRequiredService<TimeProvider>();
        var loggers = services.GetRequiredService<ILoggerFactory>();
        var logger = loggers.CreateLogger("Orchestrations");
        // Made now, so that a function that cannot be run stops the host from starting.
        var orchestrators = new OrchestratorCatalog(functions.Orchestrators
            .Select(function => new OrchestratorFunction(function, scopes, converter))
            .Select(function => (function.Name, (Orchestrator)function.RunAsync)));
        var activities = new ActivityCatalog(functions.Activities.Select(function => new ActivityFunction(function, scopes, converter)));
        var replayer = new Replayer(orchestrators, new OrchestrationServices(converter, loggers));

        InstanceDispatcher CreateDispatcher() => new(
            services.GetRequiredService<Hub>(),
            replayer,
            new ActivityDispatcher(activities, services.GetRequiredService<Mail>(), clock, logger),
            services.GetRequiredService<InstanceWatch>(),
            clock,
            logger);

        return new OrchestrationEngine(
            services.GetRequiredService<HubSignals>(),
            services.GetRequiredService<LocalDriver>(),
            CreateDispatcher,
            clock,
            logger);
    }
}
