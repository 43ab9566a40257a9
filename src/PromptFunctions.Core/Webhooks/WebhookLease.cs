namespace PromptFunctions.Core.Webhooks;

/// <summary>Who delivers to a webhook now, so that two instances don't.</summary>
/// <param name="Holder">A ULID that only the holder knows.</param>
/// <param name="Until">Until when, unless it is renewed: longer than an attempt takes.</param>
public sealed record WebhookLease(string Holder, DateTimeOffset Until);
