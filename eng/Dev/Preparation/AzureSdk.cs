namespace PromptFunctions.Dev.Preparation;

/// <summary>Which Azure packages the build takes: the real ones, or eng/OfflineSdk in their place.</summary>
internal sealed record AzureSdk(string Functions, string Storage)
{
    public const string NuGet = "nuget";
    public const string Offline = "offline";

    public static AzureSdk All(string source) => new(source, source);

    /// <summary>What the environment asks for, by the names of the MSBuild properties; null when it asks for nothing.</summary>
    public static AzureSdk? FromEnvironment()
    {
        var all = Environment.GetEnvironmentVariable("AzureSdk");
        var functions = Environment.GetEnvironmentVariable("FunctionsSdk");
        var storage = Environment.GetEnvironmentVariable("StorageSdk");
        return string.IsNullOrEmpty(all + functions + storage)
            ? null
            : new AzureSdk(FirstOf(functions, all, NuGet), FirstOf(storage, all, NuGet));
    }

    /// <summary>Hands the choice to every build that the tool starts: MSBuild reads the environment as properties.</summary>
    public void Apply()
    {
        Environment.SetEnvironmentVariable("AzureSdk", this == All(NuGet) ? NuGet : Offline);
        Environment.SetEnvironmentVariable("FunctionsSdk", Functions);
        Environment.SetEnvironmentVariable("StorageSdk", Storage);
    }

    public override string ToString() => (Functions, Storage) switch
    {
        (NuGet, NuGet) => "the real Azure packages",
        (Offline, Offline) => "eng/OfflineSdk in place of the Azure packages",
        (NuGet, Offline) => "the real Functions packages, and eng/OfflineSdk in place of the Storage packages",
        (Offline, NuGet) => "the real Storage packages, and eng/OfflineSdk in place of the Functions packages",
        _ => $"Functions packages '{Functions}', Storage packages '{Storage}'",
    };

    private static string FirstOf(params string?[] values) => values.First(value => !string.IsNullOrEmpty(value))!;
}
