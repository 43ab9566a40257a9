namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>The Chromium of this machine. None is ever downloaded.</summary>
internal static class InstalledChromium
{
    /// <summary>Says where it is, when it is not on the path.</summary>
    private const string Variable = "CHROMIUM_PATH";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why a test cannot run; null where it can.</summary>
    public static string? Missing { get; } =
        Path is null ? $"There is no Chromium: install it (apt-get install chromium), or name one in {Variable}." : null;

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Names.SelectMany(name => folders.Select(folder => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name))).FirstOrDefault(File.Exists);
    }
}
