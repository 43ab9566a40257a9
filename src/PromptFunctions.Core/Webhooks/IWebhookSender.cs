namespace PromptFunctions.Core.Webhooks;

/// <summary>Sends to receivers.</summary>
public interface IWebhookSender
{
    /// <summary>Checks that an address may be sent to; 400 where it is known that it may not. It is checked again whenever something is sent.</summary>
    Task RequireAllowedAsync(Uri url, CancellationToken cancellationToken);

    /// <summary>Sends an event, in bounded time. All that can be wrong with a receiver is answered, not thrown.</summary>
    /// <param name="webhook">Where to, and with which secret.</param>
    /// <param name="type">What the event tells of.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<WebhookAnswer> SendAsync(WebhookRecord webhook, string type, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
