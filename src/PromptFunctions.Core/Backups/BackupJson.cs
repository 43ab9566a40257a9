using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Backups;

/// <summary>
/// How a backup's lines are written: as documents stand in rows, so that there is one schema; and how they are read:
/// strictly, because a member that is not known would be lost.
/// </summary>
public static class BackupJson
{
    /// <summary>How deep a line may be nested: it wraps what requests brought.</summary>
    public const int MaximumDepth = 100;

    /// <summary>The one set of options.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(CoreJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
