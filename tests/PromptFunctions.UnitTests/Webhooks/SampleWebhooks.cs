using PromptFunctions.Core.Webhooks;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Webhooks;

/// <summary>Webhooks that tests start from.</summary>
internal static class SampleWebhooks
{
    public const string Secret = "a secret of the receiver";

    public static WebhookRecord Webhook(string id = "w", params WebhookEventType[] events) => new()
    {
        Prompt = "p",
        Id = id,
        Key = $"key-of-{id}",
        Url = "https://hooks.example/in",
        Secret = Secret,
        Events = events.Length == 0 ? Enum.GetValues<WebhookEventType>() : events,
        CreatedAt = Noon,
        CreatedBy = "ann",
        UpdatedAt = Noon,
    };

    public static WebhookState State(WebhookRecord webhook) => new() { Prompt = webhook.Prompt, Id = webhook.Id, Key = webhook.Key };

    /// <summary>An event of noon.</summary>
    public static WebhookDelivery Delivery(long sequence) => new()
    {
        Prompt = "p",
        Webhook = "w",
        Key = "key-of-w",
        Sequence = sequence,
        EventId = $"event-{sequence}",
        Type = WebhookEventType.RolloutStep,
        At = Noon,
        DueAt = Noon,
        Body = new byte[] { 1, 2, 3 },
    };
}
