namespace PromptFunctions.Bench.Rollouts;

/// <summary>How many rollouts run at once, and how they are spread.</summary>
/// <param name="Count">How many.</param>
/// <param name="Hold">How many seconds each step holds.</param>
/// <param name="Rate">How many are started each second. Azurite answers some hundred calls a second, so rollouts that all move in the same second would measure Azurite.</param>
internal sealed record RolloutBenchmarkOptions(int Count = 1000, int Hold = 120, int Rate = 10)
{
    public static RolloutBenchmarkOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new RolloutBenchmarkOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--count" => options with { Count = value },
                "--hold" => options with { Hold = value },
                "--rate" => options with { Rate = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
