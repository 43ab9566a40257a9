namespace PromptFunctions.Core.Webhooks;

/// <summary>What is stored of a prompt's webhooks.</summary>
/// <param name="Webhooks">The webhooks, by id.</param>
/// <param name="Removed">The keys of those that were removed, and of which there may be events left.</param>
public sealed record StoredWebhooks(IReadOnlyList<StoredWebhook> Webhooks, IReadOnlyList<string> Removed);
