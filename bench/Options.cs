using System.Globalization;

namespace PromptFunctions.Bench;

/// <summary>Reads options of the form <c>--name number</c>.</summary>
internal static class Options
{
    private const string Usage =
        """
        resolve [--seconds 8] [--rounds 5] [--connections 32]
        metrics [--seconds 8] [--rounds 5] [--connections 16] [--points 1000] [--millions 50]
        render [--rounds 40] [--calls 20000]
        experiments [--few 1000] [--many 1000000] [--rounds 200]
        backups [--prompts 100] [--versions 100]
        rollouts [--count 1000] [--hold 120] [--rate 10]
        """;

    /// <summary>The options by name.</summary>
    /// <exception cref="ArgumentException">They are not of that form; the message says what is.</exception>
    public static IReadOnlyList<(string Name, int Value)> Parse(ReadOnlySpan<string> args)
    {
        var options = new List<(string, int)>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value)) throw Unknown(args[i]);
            options.Add((args[i], value));
        }
        return options;
    }

    /// <summary>What to say of an option that is none.</summary>
    public static ArgumentException Unknown(string name) => new($"'{name}' is not understood. There are:\n{Usage}");
}
