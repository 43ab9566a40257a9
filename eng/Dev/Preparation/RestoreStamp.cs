namespace PromptFunctions.Dev.Preparation;

/// <summary>
/// Remembers that a target's packages are restored. A restore that changes nothing costs some two seconds, a third of a warm
/// <c>start</c>; whether the code is built is still MSBuild's to say.
/// </summary>
internal sealed class RestoreStamp
{
    private static readonly string[] SharedInputs =
        ["Directory.Packages.props", "Directory.Build.props", "Directory.Build.targets", "global.json"];

    private readonly string _file;
    private readonly string _fingerprint;

    public RestoreStamp(string target, AzureSdk sdk)
    {
        _file = Repository.PathOf("artifacts", "restored", $"{Path.GetFileNameWithoutExtension(target)}.txt");
        _fingerprint = $"{NuGetInputs.Fingerprint(SharedInputs.Concat(Repository.Files("*.csproj")))} {sdk.Functions} {sdk.Storage}";
        IsCurrent = File.Exists(_file) && File.ReadAllText(_file) == _fingerprint && NothingRestoredSince();
    }

    public bool IsCurrent { get; }

    public void Save()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, _fingerprint);
    }

    /// <summary>A restore by hand may have chosen other packages.</summary>
    private bool NothingRestoredSince()
    {
        var stamped = File.GetLastWriteTimeUtc(_file);
        return Repository.Files("project.assets.json").All(assets => File.GetLastWriteTimeUtc(assets) <= stamped);
    }
}
