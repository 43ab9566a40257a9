namespace PromptFunctions.Core.Prompts;

/// <summary>What a version must pass before it is promoted, where a prompt says other than the usual.</summary>
public enum PromptGate
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Validation, before testing and before production.</summary>
    Validate,

    /// <summary>Validation and the prompt's tests, already before testing.</summary>
    Test,
}
