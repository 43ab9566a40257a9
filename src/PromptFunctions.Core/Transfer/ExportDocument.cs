using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>All of one prompt in one document: what an export gives and an import takes.</summary>
public sealed record ExportDocument : IAuthored
{
    /// <summary>The prompt.</summary>
    public ExportedPrompt? Prompt { get; init; }

    /// <summary>Label → version.</summary>
    public IReadOnlyDictionary<string, VersionNumber>? Labels { get; init; }

    /// <summary>The branches besides main.</summary>
    public IReadOnlyList<ExportedBranch>? Branches { get; init; }

    /// <summary>The prompt's tests.</summary>
    public IReadOnlyList<PromptTest>? Tests { get; init; }

    /// <summary>How the prompt is guarded.</summary>
    public PromptSettings? Settings { get; init; }

    /// <summary>Versions that were live before, the latest first.</summary>
    public IReadOnlyList<VersionNumber>? EarlierLive { get; init; }

    /// <summary>The versions with their content.</summary>
    public IReadOnlyList<ExportedVersion>? Versions { get; init; }

    /// <summary>Who imports it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Whether a version was live where the document comes from, so that it may be here too.</summary>
    public bool BringsLiveVersions() => Versions?.Any(version => version?.Status == VersionStatus.Production) == true;
}
