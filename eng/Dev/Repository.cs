namespace PromptFunctions.Dev;

/// <summary>The working copy that the tool runs in.</summary>
internal static class Repository
{
    public const string Solution = "PromptFunctions.sln";

    private static readonly string[] ProjectFolders = ["src", "eng", "tests", "bench"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>What the build of a project leaves: <c>eng/LocalHost</c>, <c>PromptFunctions.LocalHost.dll</c>.</summary>
    public static string OutputOf(string project, string file, string configuration = "Debug") =>
        PathOf(project, "bin", configuration, "net10.0", file);

    /// <summary>Files with this name or pattern in the folders that hold projects, whatever a build put into <c>bin</c> left out.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        ProjectFolders
            .SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Contains("bin"))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        // A file-based app knows where its file is; the current folder is the fallback.
        var start = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Environment.CurrentDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
                return folder.FullName;
        }

        throw new DevException($"no {Solution} here or above: run this in a working copy of PromptFunctions");
    }
}
