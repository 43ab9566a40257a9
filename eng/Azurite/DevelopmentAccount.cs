namespace PromptFunctions.Azurite;

/// <summary>The account that every storage emulator has. Its key is published and protects nothing.</summary>
internal static class DevelopmentAccount
{
    private const string Name = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static string ConnectionString(AzuritePorts ports) => string.Join(';',
        "DefaultEndpointsProtocol=http",
        $"AccountName={Name}",
        $"AccountKey={Key}",
        $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Name}",
        $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Name}",
        $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Name}");
}
