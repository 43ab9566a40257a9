namespace PromptFunctions.Bench.Metrics;

/// <summary>How long and how hard is measured.</summary>
/// <param name="Seconds">How long each run takes.</param>
/// <param name="Rounds">How many runs each side has; the medians are compared.</param>
/// <param name="Connections">How many connections are open at once.</param>
/// <param name="Points">How many points a batch has.</param>
/// <param name="Millions">Over how many million points memory is watched; 0 for not at all.</param>
internal sealed record MetricsBenchmarkOptions(int Seconds = 8, int Rounds = 5, int Connections = 16, int Points = 1000, int Millions = 50)
{
    public static MetricsBenchmarkOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new MetricsBenchmarkOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--seconds" => options with { Seconds = value },
                "--rounds" => options with { Rounds = value },
                "--connections" => options with { Connections = value },
                "--points" => options with { Points = value },
                "--millions" => options with { Millions = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
