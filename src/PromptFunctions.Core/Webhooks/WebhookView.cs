using System.Text.Json.Serialization;
using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Webhooks;

/// <summary>A webhook as the API shows it: all but its secret.</summary>
public sealed class WebhookView(WebhookRecord webhook, WebhookDeliveriesView? deliveries = null)
{
    /// <summary>Its name.</summary>
    public string Id { get; } = webhook.Id;

    /// <summary>The prompt's name.</summary>
    public string Prompt { get; } = webhook.Prompt;

    /// <summary>Where to.</summary>
    public string Url { get; } = webhook.Url;

    /// <summary>What it is told of.</summary>
    public IReadOnlyList<WebhookEventType> Events { get; } = webhook.Events;

    /// <summary>Whether it is told of anything.</summary>
    public bool Enabled { get; } = webhook.Enabled;

    /// <summary>What it is for.</summary>
    public string? Description { get; } = webhook.Description;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; } = webhook.CreatedAt;

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; } = webhook.CreatedBy;

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; } = webhook.UpdatedAt;

    /// <summary>How deliveries go; left out where it was just set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WebhookDeliveriesView? Deliveries { get; } = deliveries;

    /// <summary>The entity tag: that of the webhook as it was set, then that of how deliveries go.</summary>
    [JsonIgnore]
    public string Tag => Deliveries is null ? EntityTag.Of(this) : $"\"{Bare(new WebhookView(webhook).Tag)}-{Bare(EntityTag.Of(Deliveries))}\"";

    /// <summary>Whether a tag is of the webhook as it is set now, however deliveries go.</summary>
    public bool HasTag(string tag) => Bare(tag).Split('-')[0] == Bare(new WebhookView(webhook).Tag);

    private static string Bare(string tag) => tag.Trim('"');
}
