namespace PromptFunctions.Bench.Resolve;

/// <summary>How long and how hard is measured.</summary>
/// <param name="Seconds">How long each run takes.</param>
/// <param name="Rounds">How many runs each side has; the medians are compared.</param>
/// <param name="Connections">How many connections are open at once.</param>
internal sealed record ResolveOptions(int Seconds = 8, int Rounds = 5, int Connections = 32)
{
    public static ResolveOptions Parse(ReadOnlySpan<string> args)
    {
        var options = new ResolveOptions();
        foreach (var (name, value) in Options.Parse(args))
        {
            options = name switch
            {
                "--seconds" => options with { Seconds = value },
                "--rounds" => options with { Rounds = value },
                "--connections" => options with { Connections = value },
                _ => throw Options.Unknown(name),
            };
        }
        return options;
    }
}
