namespace PromptFunctions.Bench.Backups;

/// <summary>How much is measured.</summary>
/// <param name="Prompts">How many prompts there are.</param>
/// <param name="Versions">How many versions each has.</param>
internal sealed record BackupBenchmarkOptions(int Prompts = 100, int Versions = 100)
{
    public static BackupBenchmarkOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new BackupBenchmarkOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--prompts" => options with { Prompts = value },
                "--versions" => options with { Versions = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
