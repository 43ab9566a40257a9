using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>A transaction was refused because of one of its actions.</summary>
public class TableTransactionFailedException : RequestFailedException
{
    internal const string FailedEntityIndex = "FailedEntity";

    /// <summary>Creates the exception from the service's answer.</summary>
    public TableTransactionFailedException(RequestFailedException requestFailedException)
        : base(requestFailedException.Status, requestFailedException.Message, requestFailedException.ErrorCode, requestFailedException.InnerException)
    {
        foreach (var key in requestFailedException.Data.Keys) Data[key] = requestFailedException.Data[key];
        if (int.TryParse(Data[FailedEntityIndex] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            FailedTransactionActionIndex = index;
        }
    }

    /// <summary>The index of the action that the service refused.</summary>
    public int? FailedTransactionActionIndex { get; }
}
