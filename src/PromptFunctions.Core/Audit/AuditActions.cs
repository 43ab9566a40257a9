namespace PromptFunctions.Core.Audit;

/// <summary>What can be done to a prompt.</summary>
public static class AuditActions
{
    /// <summary>A prompt was created.</summary>
    public const string PromptCreated = "prompt.created";

    /// <summary>A prompt was updated.</summary>
    public const string PromptUpdated = "prompt.updated";

    /// <summary>A version was created.</summary>
    public const string VersionCreated = "version.created";

    /// <summary>A version was updated.</summary>
    public const string VersionUpdated = "version.updated";

    /// <summary>A version was promoted.</summary>
    public const string VersionPromoted = "version.promoted";

    /// <summary>A version was approved.</summary>
    public const string VersionApproved = "version.approved";

    /// <summary>A label was set.</summary>
    public const string LabelSet = "label.set";

    /// <summary>A label was removed.</summary>
    public const string LabelRemoved = "label.removed";

    /// <summary>A branch was created.</summary>
    public const string BranchCreated = "branch.created";

    /// <summary>A branch was merged.</summary>
    public const string BranchMerged = "branch.merged";

    /// <summary>A deployment's transition, one of <see cref="Rollouts.DeploymentEventKinds"/>.</summary>
    public static string OfDeployment(string transition) => $"deployment.{transition}";

    /// <summary>An experiment was created.</summary>
    public const string ExperimentCreated = "experiment.created";

    /// <summary>An experiment was stopped.</summary>
    public const string ExperimentStopped = "experiment.stopped";

    /// <summary>An experiment's time was up.</summary>
    public const string ExperimentCompleted = "experiment.completed";

    /// <summary>An experiment's figures became final.</summary>
    public const string ExperimentDecided = "experiment.decided";

    /// <summary>A test was set.</summary>
    public const string TestSet = "test.set";

    /// <summary>A test was removed.</summary>
    public const string TestRemoved = "test.removed";

    /// <summary>A webhook was set.</summary>
    public const string WebhookSet = "webhook.set";

    /// <summary>A webhook was removed.</summary>
    public const string WebhookRemoved = "webhook.removed";

    /// <summary>A webhook's dead letters are to be delivered after all.</summary>
    public const string WebhookReplayed = "webhook.replayed";

    /// <summary>A document was imported.</summary>
    public const string Imported = "imported";
}
