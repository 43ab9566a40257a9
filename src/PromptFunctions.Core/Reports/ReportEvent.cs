using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Reports;

/// <summary>Something that happened to a prompt in the period, to be seen beside its figures.</summary>
/// <param name="At">When it began.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Version">The version that it brought: a rollout's candidate, what a rollback went to; null where it is not about one.</param>
/// <param name="Detail">What exactly, and how it ended, for a person.</param>
/// <param name="EndedAt">When it ended; null where it has not, or where it was a matter of a moment.</param>
public sealed record ReportEvent(DateTimeOffset At, ReportEventKind Kind, VersionNumber? Version, string Detail, DateTimeOffset? EndedAt = null);
