using System.Text.Json;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Audit;

/// <summary>One change, as it is kept for good. It is written in the change's own transaction.</summary>
public sealed record AuditEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; <c>system</c> for automatic steps.</summary>
    public required string By { get; init; }

    /// <summary>What was done, one of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: a version, a label, a branch, or the prompt's own name.</summary>
    public required string Target { get; init; }

    /// <summary>What it was before; null where it was nothing.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What it is now; null where it is nothing.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Why, if anyone said.</summary>
    public string? Reason { get; init; }

    /// <summary>A value for <see cref="Before"/> or <see cref="After"/>.</summary>
    public static JsonElement? State<T>(T? state) => state is null ? null : JsonSerializer.SerializeToElement(state, CoreJson.Options);
}
