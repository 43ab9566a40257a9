namespace PromptFunctions.Core.Versions;

/// <summary>What a prompt's content is made of.</summary>
public enum ContentFormat
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>Messages with roles.</summary>
    Chat,
}
