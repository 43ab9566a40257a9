namespace PromptFunctions.Core.Rollouts.Guardrails;

/// <summary>What a broken guardrail does.</summary>
public enum GuardrailAction
{
    /// <summary>The deployment is rolled back.</summary>
    Rollback,

    /// <summary>The deployment is paused.</summary>
    Pause,

    /// <summary>Only said: a dry run.</summary>
    Report,
}
