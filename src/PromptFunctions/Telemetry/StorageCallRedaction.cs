using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace PromptFunctions.Telemetry;

/// <summary>
/// Takes the keys of rows out of the addresses in the spans of storage calls: hashes of subjects and of idempotency keys are among
/// them. Which table it is, and which partition, stays. The values of queries are redacted by the Azure SDK itself.
/// </summary>
internal sealed partial class StorageCallRedaction : BaseProcessor<Activity>
{
    private const string Redacted = "RowKey='REDACTED'";

    // Azure.Core's name of it depends on its version.
    private static readonly string[] Addresses = ["url.full", "http.url"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        foreach (var name in Addresses)
        {
            if (data.GetTagItem(name) is string address) data.SetTag(name, RowKey().Replace(address, Redacted));
        }
    }

    // A quote in a key is doubled.
    [GeneratedRegex("RowKey='(?:[^']|'')*'")]
    private static partial Regex RowKey();
}
