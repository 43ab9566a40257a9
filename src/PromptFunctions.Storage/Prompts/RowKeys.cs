using System.Globalization;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Storage.Prompts;

/// <summary>The rows of a prompt's partition.</summary>
internal static class RowKeys
{
    /// <summary>The prompt itself. No other key lies between this one and <see cref="Route"/>, so that one query reads both.</summary>
    public const string Prompt = "prompt";

    /// <summary>What is served now.</summary>
    public const string Route = "route";

    /// <summary>Whose turn it is to stage versions.</summary>
    public const string Staging = "i:staging";

    /// <summary>What every version's key begins with.</summary>
    public const string Versions = "v:";

    /// <summary>What every audit entry's key begins with.</summary>
    public const string Audit = "a:";

    /// <summary>What every deployment's key begins with.</summary>
    public const string Deployments = "d:";

    /// <summary>What every experiment's key begins with.</summary>
    public const string Experiments = "x:";

    /// <summary>What every run of tests' key begins with.</summary>
    public const string TestRuns = "t:";

    /// <summary>What every idempotency key's key begins with.</summary>
    public const string Answers = "k:";

    /// <summary>What the keys of all that is kept of webhooks themselves begin with, those that were removed included.</summary>
    public const string AllWebhooks = "w";

    /// <summary>What the keys of webhooks that were removed, and may have left events, begin with.</summary>
    public const string RemovedWebhooks = "w~";

    /// <summary>A version; the highest comes first.</summary>
    public static string Version(VersionNumber version) => Versions + SortableVersion.Encode(version);

    /// <summary>A new audit entry; the newest comes first, and two of one tick do not collide.</summary>
    public static string NewAudit(DateTimeOffset at) => AuditOf(at, Ulid.New(at));

    /// <summary>An audit entry by its time and its ULID.</summary>
    public static string AuditOf(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Audit}{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}:{id}");

    /// <summary>A deployment by its ULID; the newest comes first.</summary>
    public static string Deployment(string id) => Deployments + Ulid.Inverse(id);

    /// <summary>An experiment by its ULID; the newest comes first.</summary>
    public static string Experiment(string id) => Experiments + Ulid.Inverse(id);

    /// <summary>A version's last run of tests.</summary>
    public static string TestRun(VersionNumber version) => TestRuns + SortableVersion.Encode(version);

    /// <summary>What the keys of a webhook's two rows begin with.</summary>
    public static string WebhookRows(string id) => $"w:{id}:";

    /// <summary>A webhook as it was set.</summary>
    public static string Webhook(string id) => $"w:{id}:c";

    /// <summary>How deliveries to a webhook go.</summary>
    public static string WebhookState(string id) => $"w:{id}:s";

    /// <summary>What the keys of a webhook's waiting events begin with.</summary>
    public static string Deliveries(string webhookKey) => $"o:{webhookKey}:";

    /// <summary>What the keys of a webhook's dead letters begin with.</summary>
    public static string DeadLetters(string webhookKey) => $"l:{webhookKey}:";

    /// <summary>An event's place in its prompt's order, as keys end with it.</summary>
    public static string Place(long sequence) => sequence.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>An idempotency key.</summary>
    public static string Answer(string keyId) => Answers + keyId;
}
