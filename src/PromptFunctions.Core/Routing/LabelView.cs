using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Routing;

/// <summary>A label as the API shows it.</summary>
public sealed record LabelView(string Label, VersionNumber Version);
