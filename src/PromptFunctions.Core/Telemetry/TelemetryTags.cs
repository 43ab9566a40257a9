namespace PromptFunctions.Core.Telemetry;

/// <summary>
/// The names of what measurements and spans say of themselves. Those of measurements have few values each: a prompt's name or a
/// version would make a series of each prompt, so only spans and logs have them.
/// </summary>
public static class TelemetryTags
{
    /// <summary>Why a version was served, one of <see cref="Routing.ServingReason"/> on the wire; not there where none was.</summary>
    public const string Reason = "reason";

    /// <summary>What it ended in where it failed: a problem's code, or the exception's type.</summary>
    public const string ErrorType = "error.type";

    /// <summary>What came of it.</summary>
    public const string Outcome = "outcome";

    /// <summary>What happened to a rollout, one of <see cref="Rollouts.DeploymentEventKinds"/>.</summary>
    public const string Transition = "transition";

    /// <summary>How a rollout brings its version, one of <see cref="Rollouts.DeploymentStrategy"/> on the wire.</summary>
    public const string Strategy = "strategy";

    /// <summary>Who did it: <c>system</c> or <c>caller</c>.</summary>
    public const string By = "by";

    /// <summary>What an evaluation of a guardrail came to, one of <see cref="Rollouts.Guardrails.GuardrailVerdict"/> on the wire.</summary>
    public const string Verdict = "verdict";

    /// <summary>What a guardrail does once it is broken, one of <see cref="Rollouts.Guardrails.GuardrailAction"/> on the wire.</summary>
    public const string Action = "action";

    /// <summary>What an experiment came to, one of <see cref="Experiments.ExperimentDecision"/> on the wire.</summary>
    public const string Decision = "decision";

    /// <summary>A problem's code, one of <see cref="Problems.ProblemCodes"/>.</summary>
    public const string Code = "code";

    /// <summary>A problem's HTTP status.</summary>
    public const string Status = "status";

    /// <summary>Whether tokens went to a model (<c>input</c>) or came from it (<c>output</c>).</summary>
    public const string Direction = "direction";

    /// <summary>A prompt's name; of spans only.</summary>
    public const string Prompt = "prompt.name";

    /// <summary>How often a change was planned until it was written; of spans only.</summary>
    public const string Attempts = "change.attempts";
}
