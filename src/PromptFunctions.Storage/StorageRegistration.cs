using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Health;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Experiments;
using PromptFunctions.Storage.Health;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Rollouts;
using PromptFunctions.Storage.Routing;
using PromptFunctions.Storage.Testing;
using PromptFunctions.Storage.Webhooks;

namespace PromptFunctions.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the Core's stores on the account that the setting <c>AzureWebJobsStorage</c> names: a connection string, or
    /// <c>AzureWebJobsStorage:tableServiceUri</c>, <c>:blobServiceUri</c> and <c>:clientId</c> for a managed identity.
    /// Every registered <see cref="HttpPipelinePolicy"/> becomes part of the clients.
    /// </summary>
    public static IServiceCollection AddPromptStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var options = section.Get<StorageOptions>() ?? new();
        options.ConnectionString = section.Value;

        StorageClients Clients(IServiceProvider provider, StoragePatience patience) => new(options, patience, provider.GetServices<HttpPipelinePolicy>());

        return services
            .AddSingleton(provider => Clients(provider, StoragePatience.Changing))
            .AddSingleton<PromptTable>()
            .AddSingleton<PromptReads>()
            .AddSingleton<PromptStaging>()
            .AddSingleton<PromptCommit>()
            .AddSingleton<AnswerStore>()
            .AddSingleton<IAnswerStore>(provider => provider.GetRequiredService<AnswerStore>())
            .AddSingleton<IPromptStore, PromptStore>()
            .AddSingleton<IPromptDirectory, PromptDirectory>()
            .AddSingleton<IDeploymentStore, DeploymentStore>()
            .AddSingleton<IActiveDeployments, ActiveDeployments>()
            .AddSingleton<IExperimentStore, ExperimentStore>()
            .AddSingleton<IActiveExperiments, ActiveExperiments>()
            .AddSingleton<ITestStore, TestStore>()
            .AddSingleton<IWebhookStore, WebhookStore>()
            .AddSingleton<PendingWebhooks>()
            .AddSingleton<IPendingWebhooks>(provider => provider.GetRequiredService<PendingWebhooks>())
            .AddSingleton<MetricTable>()
            .AddSingleton<ISubjectStore, SubjectStore>()
            .AddSingleton<IMetricIntake, MetricIntake>()
            .AddSingleton<IMetricStore, MetricStore>()
            .AddSingleton<IBodyStore, BodyStore>()
            .AddSingleton<IServingStore>(provider => new ServingStore(Clients(provider, StoragePatience.Serving)))
            .AddSingleton<IStorageHealth>(provider => new StorageHealth(Clients(provider, StoragePatience.Serving)));
    }
}
