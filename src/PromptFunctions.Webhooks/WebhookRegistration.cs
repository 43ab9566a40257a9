using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Webhooks;

/// <summary>Registers what sends to webhooks.</summary>
public static class WebhookRegistration
{
    /// <summary>Adds the sender, with <see cref="WebhookOptions"/>.</summary>
    public static IServiceCollection AddWebhookSender(this IServiceCollection services) =>
        services.AddSingleton<WebhookTargets>().AddSingleton<IWebhookSender, HttpWebhookSender>();
}
