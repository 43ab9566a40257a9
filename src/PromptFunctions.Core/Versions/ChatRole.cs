namespace PromptFunctions.Core.Versions;

/// <summary>Who speaks in a chat message.</summary>
public enum ChatRole
{
    /// <summary>The instructions above all.</summary>
    System,

    /// <summary>The application's instructions.</summary>
    Developer,

    /// <summary>The person.</summary>
    User,

    /// <summary>The model.</summary>
    Assistant,

    /// <summary>A tool's answer.</summary>
    Tool,
}
