using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Backups;
using PromptFunctions.Core.Backups.Parts;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Planning;
using PromptFunctions.Core.Experiments.Recording;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Health;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Folding;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Metrics.Trends;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Purging;
using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Transfer;
using PromptFunctions.Core.Validation;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Http;
using PromptFunctions.Models;
using PromptFunctions.OpenApi;
using PromptFunctions.Settings;
using PromptFunctions.SignIn;
using PromptFunctions.Storage;
using PromptFunctions.Telemetry;
using PromptFunctions.Webhooks;

namespace PromptFunctions;

/// <summary>Registers the function app, the same for the Functions host and for LocalHost.</summary>
public static class PromptFunctionsRegistration
{
    /// <summary>Adds all that the functions need.</summary>
    public static IServiceCollection AddPromptFunctions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services
            .AddSettings<StorageOptions>(configuration, isShared: true)
            .AddSettings<RoutingOptions>(configuration)
            .AddSettings<RolloutOptions>(configuration)
            .AddSettings<MetricOptions>(configuration)
            .AddSettings<PurgeOptions>(configuration)
            .AddSettings<ValidationOptions>(configuration)
            .AddSettings<ModelOptions>(configuration)
            .AddSettings<WebhookOptions>(configuration)
            .AddSettings<AuthOptions>(configuration)
            .AddSettings<TelemetryOptions>(configuration, isShared: true);
        // The calls have limits of their own, which tell the caller more than the server's.
        services.Configure<KestrelServerOptions>(server => server.Limits.MaxRequestBodySize = Limits.ImportBytes + 1024);
        return services
            .AddPromptStorage()
            .AddPromptModels()
            .AddWebhookSender()
            .AddSingleton<ServingCaches>()
            .AddSingleton<IChangeListener>(provider => provider.GetRequiredService<ServingCaches>())
            .AddSingleton<IChangeListener, ChangeTelemetry>()
            .AddSingleton<ServingService>()
            .AddSingleton<TemplateCache>()
            .AddSingleton<StoredIncludes>()
            .AddSingleton<RenderService>()
            .AddSingleton<ValidationService>()
            .AddSingleton<TestService>()
            .AddSingleton<TestRunner>()
            .AddSingleton<CompletionCosts>()
            .AddSingleton<PromptChanges>()
            .AddSingleton<VersionReader>()
            .AddSingleton<VersionGates>()
            .AddSingleton<PromptService>()
            .AddSingleton<DirectoryRepair>()
            .AddSingleton<VersionService>()
            .AddSingleton<PromotionService>()
            .AddSingleton<BranchService>()
            .AddSingleton<MergeService>()
            .AddSingleton<CompareService>()
            .AddSingleton<LabelService>()
            .AddSingleton<DeploymentService>()
            .AddSingleton<DeploymentCommander>()
            .AddSingleton<EmergencyRollback>()
            .AddSingleton<Rollbacks>()
            .AddSingleton<RolloutMoves>()
            .AddSingleton<RolloutStepper>()
            .AddSingleton<RolloutMessages>()
            .AddSingleton<RolloutWatchdog>()
            .AddSingleton<GuardrailEvaluator>()
            .AddSingleton<IGuardrailMetrics, GuardrailMetrics>()
            .AddSingleton<ExperimentService>()
            .AddSingleton<ExperimentStopper>()
            .AddSingleton<ExperimentPromoter>()
            .AddSingleton<ExperimentEnding>()
            .AddSingleton<ExperimentWatch>()
            .AddSingleton<ExperimentPlanner>()
            .AddSingleton<ResultRecorder>()
            .AddSingleton<SubjectFolder>()
            .AddSingleton<PurgePlanner>()
            .AddSingleton<MetricCatalog>()
            .AddSingleton<IChangeListener>(provider => provider.GetRequiredService<MetricCatalog>())
            .AddSingleton<MetricRecorder>()
            .AddSingleton<MetricReader>()
            .AddSingleton<MetricsService>()
            .AddSingleton<MetricComparisons>()
            .AddSingleton<PromptFigures>()
            .AddSingleton<TrendService>()
            .AddSingleton<ReportService>()
            .AddSingleton<TargetFolder>()
            .AddSingleton<MetricFolder>()
            .AddSingleton<MetricPurge>()
            .AddSingleton<BlobSweep>()
            .AddSingleton<HistoryPurge>()
            .AddSingleton<AnswerPurge>()
            .AddSingleton<OrphanPurge>()
            .AddSingleton<ExpiredBlobPurge>()
            .AddSingleton<Purger>()
            .AddSingleton<WebhookReader>()
            .AddSingleton<WebhookService>()
            .AddSingleton<DeadLetterService>()
            .AddSingleton<WebhookPing>()
            .AddSingleton<WebhookDeliverer>()
            .AddSingleton<WebhookRun>()
            .AddSingleton<DeadLetterPurge>()
            .AddSingleton<IChangeListener, WebhookKick>()
            .AddSingleton<AuditService>()
            .AddSingleton<ExportService>()
            .AddSingleton<ImportService>()
            .AddSingleton<IBackupPart, TestsPart>()
            .AddSingleton<IBackupPart, VersionPart>()
            .AddSingleton<IBackupPart, BasePart>()
            .AddSingleton<IBackupPart, TestRunPart>()
            .AddSingleton<IBackupPart, AuditPart>()
            .AddSingleton<IBackupPart, DeploymentPart>()
            .AddSingleton<IBackupPart, ExperimentPart>()
            .AddSingleton<IBackupPart, MetricsPart>()
            .AddSingleton<IBackupPart, SubjectsPart>()
            .AddSingleton<BackupService>()
            .AddSingleton<RestoreService>()
            .AddSingleton<HealthService>()
            .AddSingleton<OpenApiDocumentProvider>()
            .AddSingleton<PrincipalReader>()
            .AddSingleton<CallGuard>()
            .AddSingleton<ActorReader>()
            .AddSingleton<ApiEndpoint>();
    }
}
