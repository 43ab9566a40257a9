using Azure.Core;
using Azure.Identity;

namespace PromptFunctions.Telemetry;

/// <summary>Who sends to Application Insights: the app's managed identity, where the setting says so as the Functions host reads it too.</summary>
internal static class MonitorCredential
{
    /// <summary>Whether the setting names a way to sign in that there is.</summary>
    public static bool IsKnown(string setting) => string.Equals(Part(setting, "Authorization"), "AAD", StringComparison.OrdinalIgnoreCase);

    /// <summary>The identity; null where the connection string alone is enough.</summary>
    public static TokenCredential? Of(string? setting) => setting switch
    {
        null or "" => null,
        _ => new ManagedIdentityCredential(Part(setting, "ClientId") is { Length: > 0 } client ? ManagedIdentityId.FromUserAssignedClientId(client) : ManagedIdentityId.SystemAssigned),
    };

    private static string? Part(string setting, string name) => setting
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
        .FirstOrDefault(part => part.Length == 2 && string.Equals(part[0], name, StringComparison.OrdinalIgnoreCase))?[1];
}
