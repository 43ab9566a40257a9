using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A line of a backup.</summary>
/// <param name="Kind">What it is of; the first member, so that a reader knows before it reads on.</param>
public abstract record BackupLine([property: JsonPropertyOrder(-1)] string Kind);
