using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Health;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Purging;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Backups;
using PromptFunctions.Storage.Blobs;
using PromptFunctions.Storage.Experiments;
using PromptFunctions.Storage.Health;
using PromptFunctions.Storage.Metrics;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Purging;
using PromptFunctions.Storage.Rollouts;
using PromptFunctions.Storage.Routing;
using PromptFunctions.Storage.Testing;
using PromptFunctions.Storage.Webhooks;

namespace PromptFunctions.Storage;

/// <summary>Registers the stores.</summary>
public static class StorageRegistration
{
    /// <summary>
    /// Adds the Core's stores on the account that <see cref="StorageOptions"/> name. Every registered
    /// <see cref="HttpPipelinePolicy"/> becomes part of the clients.
    /// </summary>
    public static IServiceCollection AddPromptStorage(this IServiceCollection services)
    {
        static StorageClients Clients(IServiceProvider provider, StoragePatience patience) =>
            new(provider.GetRequiredService<IOptions<StorageOptions>>().Value, patience, provider.GetServices<HttpPipelinePolicy>());

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
            .AddSingleton<IMeasuredTargets, MeasuredTargets>()
            .AddSingleton<IRestoreStore, RestoreStore>()
            .AddSingleton<IBodyStore, BodyStore>()
            .AddSingleton<IPurgeCursors, PurgeCursors>()
            .AddSingleton<IPromptPartitions, PromptPartitions>()
            .AddSingleton<IStoredBlobs, StoredBlobs>()
            .AddSingleton<IBlobMarks, BlobMarks>()
            .AddSingleton<IServingStore>(provider => new ServingStore(Clients(provider, StoragePatience.Serving), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IStorageHealth>(provider => new StorageHealth(Clients(provider, StoragePatience.Serving)));
    }
}
