namespace PromptFunctions.Bench.Experiments;

/// <summary>How much is measured.</summary>
/// <param name="Few">How many subjects the small experiment has.</param>
/// <param name="Many">How many the large one has.</param>
/// <param name="Rounds">How often each is asked for; the medians are compared.</param>
internal sealed record ExperimentBenchmarkOptions(int Few = 1000, int Many = 1_000_000, int Rounds = 200)
{
    public static ExperimentBenchmarkOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ExperimentBenchmarkOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--few" => options with { Few = value },
                "--many" => options with { Many = value },
                "--rounds" => options with { Rounds = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
