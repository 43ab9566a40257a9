using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Webhooks;

/// <summary>Registers what sends to webhooks.</summary>
public static class WebhookRegistration
{
    /// <summary>Adds the sender, with the settings of the section <c>Webhooks</c>.</summary>
    public static IServiceCollection AddWebhookSender(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebhookOptions>().Bind(configuration.GetSection(WebhookOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<WebhookTargets>().AddSingleton<IWebhookSender, HttpWebhookSender>();
    }
}
