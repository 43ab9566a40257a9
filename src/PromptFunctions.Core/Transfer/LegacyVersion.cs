using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>A version in the files of the tool that this product replaces: its <c>PromptVersion.to_json()</c>.</summary>
public sealed record LegacyVersion
{
    /// <summary>Its key in the old tool, kept in the metadata.</summary>
    public string? Id { get; init; }

    /// <summary>The prompt's name and type.</summary>
    [JsonPropertyName("prompt_type")]
    public string? PromptType { get; init; }

    /// <summary>Which version.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>The text.</summary>
    public string? Content { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public VersionStatus? Status { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>When it was made, in seconds since 1970.</summary>
    [JsonPropertyName("created_at")]
    public double? CreatedAt { get; init; }

    /// <summary>When it last changed, in seconds since 1970.</summary>
    [JsonPropertyName("updated_at")]
    public double? UpdatedAt { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>What changed.</summary>
    [JsonPropertyName("change_log")]
    public IReadOnlyList<string>? ChangeLog { get; init; }

    /// <summary>The user's own members.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Figures of the old tool, kept in the metadata.</summary>
    [JsonPropertyName("performance_metrics")]
    public JsonElement? PerformanceMetrics { get; init; }

    /// <summary>What it needs; other than prompts with ranges are kept in the metadata.</summary>
    public IReadOnlyList<string>? Dependencies { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>The same versions as documents, one for each prompt.</summary>
    public static IReadOnlyList<ExportDocument> ToDocuments(IReadOnlyList<LegacyVersion> versions, bool isList)
    {
        var checks = new RequestChecks();
        for (var i = 0; i < versions.Count; i++) checks.Require(versions[i]?.PromptType is not null, isList ? $"[{i}].prompt_type" : "prompt_type", "is required.");
        checks.ThrowIfAny();
        return [.. versions.GroupBy(version => version.PromptType!).Select(group => new ExportDocument
        {
            Prompt = new() { Name = group.Key, Type = group.Key },
            Versions = [.. group.Select(version => version.ToVersion())],
        })];
    }

    private ExportedVersion ToVersion()
    {
        var metadata = new Dictionary<string, JsonElement>(Metadata ?? new Dictionary<string, JsonElement>());
        if (Id is not null) metadata.TryAdd("id", JsonSerializer.SerializeToElement(Id, CoreJson.Options));
        if (PerformanceMetrics is { ValueKind: JsonValueKind.Object } figures) metadata["performance_metrics"] = figures;
        var other = Dependencies?.Where(dependency => !Dependency.TryParse(dependency, out _)).ToList() ?? [];
        if (other.Count > 0) metadata["dependencies"] = JsonSerializer.SerializeToElement(other, CoreJson.Options);
        return new()
        {
            Version = Version,
            Status = Status,
            Content = Content,
            Author = Author,
            Description = Description,
            ChangeLog = ChangeLog,
            Metadata = metadata,
            Dependencies = Dependencies?.Except(other).ToList(),
            Tags = Tags,
            CreatedAt = Time("created_at", CreatedAt),
            UpdatedAt = Time("updated_at", UpdatedAt),
        };
    }

    private static DateTimeOffset? Time(string member, double? seconds)
    {
        if (seconds is null) return null;
        if (seconds is < 0 or > 253402300799 || double.IsNaN(seconds.Value))
            throw ProblemException.Invalid(member, string.Create(CultureInfo.InvariantCulture, $"{seconds} is not a time in seconds since 1970."));
        return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds.Value * TimeSpan.TicksPerSecond));
    }
}
