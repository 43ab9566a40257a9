namespace PromptFunctions.Core.Testing;

/// <summary>Which text a test is about.</summary>
public enum TestTarget
{
    /// <summary>The prompt with the test's variables filled in; of a chat, its messages after each other, an empty line between.</summary>
    Rendered,

    /// <summary>What the configured model answers to it.</summary>
    Completion,
}
