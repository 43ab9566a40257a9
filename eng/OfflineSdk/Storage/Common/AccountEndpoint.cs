namespace Azure.Storage;

/// <summary>What an endpoint's address says.</summary>
internal static class AccountEndpoint
{
    /// <summary>The account: the first label of the host, or, at an emulator, the first segment of the path.</summary>
    public static string AccountName(Uri endpoint) =>
        endpoint.HostNameType == UriHostNameType.Dns && endpoint.Host.Contains('.', StringComparison.Ordinal)
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Trim('/').Split('/')[0];
}
