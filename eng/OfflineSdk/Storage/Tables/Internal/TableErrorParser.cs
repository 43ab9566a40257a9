using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Internal;

/// <summary>Reads the table service's errors: {"odata.error":{"code":"…","message":{"value":"…"}}}.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        error = null;
        data = new Dictionary<string, string>();
        if (response.ContentStream is null) return false;
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            var details = document.RootElement.GetProperty("odata.error");
            var message = details.GetProperty("message").GetProperty("value").GetString();
            if (FailedAction(message) is { } index)
            {
                data[TableTransactionFailedException.FailedEntityIndex] = index.ToString(CultureInfo.InvariantCulture);
            }
            error = new ResponseError(details.GetProperty("code").GetString(), message);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>In a transaction the message begins with the index of the action: "3:The specified entity already exists.".</summary>
    private static int? FailedAction(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
