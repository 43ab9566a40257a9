namespace PromptFunctions.Core.Reports;

/// <summary>What happened to a prompt.</summary>
public enum ReportEventKind
{
    /// <summary>A version was rolled out, at once or step by step.</summary>
    Rollout,

    /// <summary>An earlier version was taken back.</summary>
    Rollback,

    /// <summary>Versions were compared on real traffic.</summary>
    Experiment,
}
