using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>A prompt in an export, all but what has a member of its own there.</summary>
public sealed record ExportedPrompt
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Type { get; init; }

    /// <summary>Text or chat; that of its versions where nothing is said.</summary>
    public ContentFormat? Format { get; init; }

    /// <summary>What it is, in a few sentences.</summary>
    public string? Description { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Its metrics by name.</summary>
    public IReadOnlyDictionary<string, MetricDefinition>? Metrics { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
