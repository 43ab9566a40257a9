using System.Globalization;

namespace PromptFunctions.LocalHost.Orchestrations.Storage;

/// <summary>Where things are in a hub's table. An instance is one partition: a wake-up is one transaction.</summary>
internal static class HubKeys
{
    public const string Instance = "instance";

    /// <summary>The partition of what belongs to no instance.</summary>
    public const string Hub = "hub";

    public const string Lease = "lease";

    public const string MessagePrefix = "m:";

    public const string AfterMessages = "m;";

    public const string HistoryPrefix = "h:";

    private const string InstancePrefix = "i:";

    public static string Partition(string instanceId) => InstancePrefix + instanceId;

    public static string InstanceId(string partition) => partition[InstancePrefix.Length..];

    public static (string From, string To) Partitions(string? prefix) => ($"{InstancePrefix}{prefix}", $"{InstancePrefix}{prefix}\uffff");

    public static string History(long generation, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{HistoryPrefix}{generation:D19}:{index:D10}");

    /// <summary>Sorts by time. Messages of one time are in no order, but no two have one key.</summary>
    public static string Message(long ticks) => string.Create(CultureInfo.InvariantCulture, $"{MessagePrefix}{ticks:D19}:{Guid.NewGuid():N}");

    public static string Signal() => $"s:{Guid.NewGuid():N}";

    /// <exception cref="ArgumentException">The Functions host would not take the id either.</exception>
    public static string CheckInstanceId(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > 100 || instanceId[0] == '@' || instanceId.AsSpan().ContainsAny("/\\#?") || instanceId.Any(char.IsControl))
            throw new ArgumentException($"'{instanceId}' is no instance id: 1 to 100 characters, none of them / \\ # ? or a control character, and not @ first.", nameof(instanceId));
        return instanceId;
    }
}
