using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage;

namespace Azure.Data.Tables.Internal;

/// <summary>Signs a request to the table service: its date and its path.</summary>
internal sealed class TableSharedKeyPolicy(Func<SharedKey> currentKey) : HttpPipelineSynchronousPolicy
{
    public TableSharedKeyPolicy(SharedKey key)
        : this(() => key)
    {
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        var key = currentKey();
        var request = message.Request;
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        request.Headers.SetValue("x-ms-date", date);
        var textToSign = $"{date}\n/{key.AccountName}{request.Uri.ToUri().AbsolutePath}";
        request.Headers.SetValue("Authorization", key.Authorize("SharedKeyLite", textToSign));
    }
}
