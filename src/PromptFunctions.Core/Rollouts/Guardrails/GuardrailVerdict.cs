namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>What an evaluation of a guardrail came to.</summary>
public enum GuardrailVerdict
{
    /// <summary>The figure is within the bound.</summary>
    Pass,

    /// <summary>The figure broke the bound.</summary>
    Fail,

    /// <summary>Too few samples to tell. Never a failure.</summary>
    Inconclusive,

    /// <summary>It could not be evaluated. Never a failure.</summary>
    Error,
}
