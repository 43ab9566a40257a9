using System.Globalization;

namespace PromptFunctions.Bench;

/// <summary>How long and how hard is measured.</summary>
/// <param name="Seconds">How long each run takes.</param>
/// <param name="Rounds">How many runs each side has; the medians are compared.</param>
/// <param name="Connections">How many connections are open at once.</param>
internal sealed record BenchOptions(int Seconds = 8, int Rounds = 5, int Connections = 32)
{
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 1; i + 1 < args.Length; i += 2)
        {
            var value = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            options = args[i] switch
            {
                "--seconds" => options with { Seconds = value },
                "--rounds" => options with { Rounds = value },
                "--connections" => options with { Connections = value },
                _ => throw new ArgumentException($"Unknown option {args[i]}."),
            };
        }
        return options;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("resolve [--seconds 8] [--rounds 5] [--connections 32]");
        return 1;
    }
}
