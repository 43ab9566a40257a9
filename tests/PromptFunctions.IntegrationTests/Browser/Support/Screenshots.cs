namespace PromptFunctions.IntegrationTests.Browser.Support;

/// <summary>Where pictures of pages are kept, for people to look at: <c>artifacts/screenshots</c>, or the folder that <c>ARTIFACTS</c> names.</summary>
internal static class Screenshots
{
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(Artifacts(), "screenshots")).FullName;

    private static string Artifacts()
    {
        if (Environment.GetEnvironmentVariable("ARTIFACTS") is { Length: > 0 } named) return named;
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptFunctions.sln"))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? Environment.CurrentDirectory, "artifacts");
    }
}
