using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Prompts;

/// <summary>A branch, as it stands in its prompt's row. Main is one too, without a base.</summary>
public sealed record BranchRecord
{
    /// <summary>The branch that every prompt has.</summary>
    public const string Main = "main";

    /// <summary>The version it left main at, or was last merged as; null for main.</summary>
    public VersionNumber? Base { get; init; }

    /// <summary>The base's content when the branch left it: a draft's content may change afterwards. Null for main.</summary>
    public string? BaseHash { get; init; }

    /// <summary>Its newest version (main: its highest); the base while it has none of its own.</summary>
    public VersionNumber? Head { get; init; }

    /// <summary>The variables of the head, to tell a breaking change without another read.</summary>
    public IReadOnlyList<TemplateVariable> HeadVariables { get; init; } = [];

    /// <summary>How many versions were made on it; the number of the newest, which never goes back.</summary>
    public int Counter { get; init; }

    /// <summary>How many versions were made on it since its base.</summary>
    public int Ahead { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public string? CreatedBy { get; init; }
}
