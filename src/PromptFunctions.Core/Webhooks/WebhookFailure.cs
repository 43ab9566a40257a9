namespace PromptFunctions.Core.Webhooks;

/// <summary>An attempt that failed.</summary>
/// <param name="At">When.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Event">What it tells of.</param>
/// <param name="Error">What was wrong.</param>
public sealed record WebhookFailure(DateTimeOffset At, string Id, WebhookEventType Event, string Error);
