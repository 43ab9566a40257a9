namespace PromptFunctions.Bench.Rendering;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often both are measured; the medians are compared.</param>
/// <param name="Calls">How many texts are made in a round.</param>
internal sealed record RenderBenchmarkOptions(int Rounds = 40, int Calls = 20_000)
{
    public static RenderBenchmarkOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new RenderBenchmarkOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--rounds" => options with { Rounds = value },
                "--calls" => options with { Calls = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
