using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Core.Changes;

/// <summary>Everything that one change writes, all or nothing.</summary>
public sealed record PromptChange
{
    /// <summary>The prompt after the change; its tag is that of the state before.</summary>
    public required PromptRecord Prompt { get; init; }

    /// <summary>The route after the change; null where what is served stays the same.</summary>
    public RouteRecord? Route { get; init; }

    /// <summary>Versions that are new.</summary>
    public IReadOnlyList<VersionRecord> Added { get; init; } = [];

    /// <summary>Versions that change; their tags are those of the state before.</summary>
    public IReadOnlyList<VersionRecord> Updated { get; init; } = [];

    /// <summary>The version that stops being live, changed without having been read.</summary>
    public RetiredVersion? Retired { get; init; }

    /// <summary>The deployment that the change is about, new or changed; null where it is about none.</summary>
    public DeploymentRecord? Deployment { get; init; }

    /// <summary>Deployments that end by it.</summary>
    public IReadOnlyList<DeploymentRecord> EndedDeployments { get; init; } = [];

    /// <summary>The experiment that begins or ends by it; null where none does.</summary>
    public ExperimentRecord? Experiment { get; init; }

    /// <summary>The webhook that is set by it, new or changed; null where none is.</summary>
    public WebhookRecord? Webhook { get; init; }

    /// <summary>The webhook that is removed by it; null where none is.</summary>
    public WebhookRecord? RemovedWebhook { get; init; }

    /// <summary>What webhooks are told of it. <see cref="PromptChanges"/> adds that to what was planned.</summary>
    public IReadOnlyList<WebhookDelivery> Outgoing { get; init; } = [];

    /// <summary>What the audit says of it.</summary>
    public required AuditEntry Audit { get; init; }
}
