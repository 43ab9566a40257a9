namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>What an evaluation of a guardrail came to.</summary>
public enum GuardrailVerdict
{
    /// <summary>The figure is surely within the bound.</summary>
    Pass,

    /// <summary>The figure surely broke the bound.</summary>
    Fail,

    /// <summary>The figure may be on either side of the bound, or there are too few samples. Never a failure.</summary>
    Inconclusive,

    /// <summary>It could not be evaluated. Never a failure.</summary>
    Error,
}
