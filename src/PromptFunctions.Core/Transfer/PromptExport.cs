using PromptFunctions.Core.Json;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>An export before its bodies are read.</summary>
/// <param name="Head">The prompt and its route.</param>
/// <param name="Tests">Its tests.</param>
/// <param name="Versions">The versions, highest first.</param>
/// <param name="First">The first versions' contents: what fails, should fail before the answer begins.</param>
public sealed record PromptExport(PromptHead Head, TestSuite Tests, IReadOnlyList<VersionRecord> Versions, IReadOnlyList<PromptContent> First)
{
    /// <summary>The entity tag: everything in the document follows from what it is computed from.</summary>
    public string Tag => EntityTag.Of(new { Prompt = new PromptView(Head), Head.Prompt.Branches, Head.Prompt.Tests, Head.Route.EarlierLive, Versions = Versions.Select(version => new { Tag = VersionView.TagOf(version), version.Approvals, version.Served }) });
}
