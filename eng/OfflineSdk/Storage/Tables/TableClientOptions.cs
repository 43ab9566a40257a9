using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>How a client of tables sends its requests.</summary>
public class TableClientOptions(TableClientOptions.ServiceVersion serviceVersion = TableClientOptions.ServiceVersion.V2020_12_06) : ClientOptions
{
    /// <summary>A version of the service's API.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }

    internal string Version { get; } = serviceVersion switch
    {
        ServiceVersion.V2019_02_02 => "2019-02-02",
        ServiceVersion.V2020_12_06 => "2020-12-06",
        _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
    };
}
