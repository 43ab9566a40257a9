namespace Azure.Storage;

/// <summary>A storage connection string: the shared key and where each service is.</summary>
internal sealed class AccountConnection
{
    private const string DevelopmentAccount = "devstoreaccount1";

    /// <summary>The published key of every storage emulator; it protects nothing.</summary>
    private const string DevelopmentKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly Dictionary<string, string> DevelopmentSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AccountName"] = DevelopmentAccount,
        ["AccountKey"] = DevelopmentKey,
        ["BlobEndpoint"] = $"http://127.0.0.1:10000/{DevelopmentAccount}",
        ["TableEndpoint"] = $"http://127.0.0.1:10002/{DevelopmentAccount}",
    };

    private readonly Dictionary<string, string> settings;

    private AccountConnection(Dictionary<string, string> settings) => this.settings = settings;

    public SharedKey Key => new(settings["AccountName"], settings["AccountKey"]);

    public static AccountConnection Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = connectionString
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(setting => setting.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : "", StringComparer.OrdinalIgnoreCase);
        if (settings.TryGetValue("UseDevelopmentStorage", out var development) && development == "true")
        {
            settings = DevelopmentSettings;
        }
        if (!settings.ContainsKey("AccountName") || !settings.ContainsKey("AccountKey"))
        {
            throw new FormatException("No valid combination of account information found: eng/OfflineSdk needs AccountName and AccountKey, or UseDevelopmentStorage=true.");
        }
        return new AccountConnection(settings);
    }

    /// <summary>The endpoint of "Blob" or "Table".</summary>
    public Uri Endpoint(string service)
    {
        if (settings.TryGetValue(service + "Endpoint", out var endpoint)) return new Uri(endpoint);
        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new Uri($"{scheme}://{settings["AccountName"]}.{service.ToLowerInvariant()}.{suffix}");
    }
}
