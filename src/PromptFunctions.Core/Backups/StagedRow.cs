using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>What a restore writes beside a prompt, as it was.</summary>
public abstract record StagedRow
{
    private StagedRow()
    {
    }

    /// <summary>A version; its content is stored by then.</summary>
    public sealed record OfVersion(VersionRecord Version) : StagedRow;

    /// <summary>A version's last run of tests.</summary>
    public sealed record OfTestRun(TestRun Run) : StagedRow;

    /// <summary>A change that was made.</summary>
    public sealed record OfAudit(string Id, AuditEntry Entry) : StagedRow;

    /// <summary>A deployment.</summary>
    public sealed record OfDeployment(DeploymentRecord Deployment) : StagedRow;

    /// <summary>An experiment.</summary>
    public sealed record OfExperiment(ExperimentRecord Experiment) : StagedRow;
}
