using System.Text.Json;

namespace PromptFunctions.Core.Versions;

/// <summary>A value that differs; null on the side that has none.</summary>
public sealed record ValueDiff(JsonElement? Old, JsonElement? New);
