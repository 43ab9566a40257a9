using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace PromptFunctions.Telemetry;

/// <summary>Who sends to Application Insights: the app's managed identity, where the setting says so as the Functions host reads it too.</summary>
internal static class MonitorCredential
{
    /// <summary>The setting: <c>Authorization=AAD</c>, with <c>;ClientId={id}</c> for a user-assigned identity.</summary>
    public const string Key = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>The identity; null where the connection string alone is enough.</summary>
    /// <exception cref="InvalidOperationException">The setting says something else.</exception>
    public static TokenCredential? Of(IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } text) return null;
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!string.Equals(parts["Authorization"].FirstOrDefault(), "AAD", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{Key} must begin with Authorization=AAD.");
        return new ManagedIdentityCredential(parts["ClientId"].FirstOrDefault() is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned);
    }
}
