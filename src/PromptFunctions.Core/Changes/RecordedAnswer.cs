namespace PromptFunctions.Core.Changes;

/// <summary>An HTTP answer as it is kept for retries.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">The media type; null without a body.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="Location">The header <c>Location</c>, if any.</param>
/// <param name="ETag">The header <c>ETag</c>, if any.</param>
public sealed record RecordedAnswer(int Status, string? ContentType, ReadOnlyMemory<byte> Body, string? Location = null, string? ETag = null);
