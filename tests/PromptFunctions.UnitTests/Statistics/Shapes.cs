using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Statistics;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>Values as metrics have them, and as nobody wishes them.</summary>
internal static class Shapes
{
    private static readonly Gen<int> Counts = Gen.OneOf(Gen.Choose(1, 10), Gen.Choose(60, 70), Gen.Choose(100, 5000));
    private static readonly Gen<int> Seeds = Gen.Choose(0, int.MaxValue - 1);

    private static readonly Dictionary<string, Func<System.Random, double>> All = new()
    {
        ["uniform"] = random => random.NextDouble() * 1000,
        ["log-normal"] = random => Math.Exp(6 + (1.5 * Normal(random))),
        ["Pareto"] = random => Math.Pow(1 - random.NextDouble(), -1 / 1.1),
        ["bimodal"] = random => random.Next(2) == 0 ? 0.002 + (0.0001 * Normal(random)) : 1e6 + (1e4 * Normal(random)),
        ["negative"] = random => -Math.Exp(Normal(random)),
        ["mixed"] = random => random.Next(10) == 0 ? 0 : 50 * Normal(random),
        ["constant"] = _ => 3.7,
        ["rate"] = random => random.NextDouble() < 0.05 ? 1 : 0,
    };

    public static TheoryData<string> Names { get; } = [.. All.Keys];

    /// <summary>A shape's values, from one to some thousands.</summary>
    public static Gen<double[]> Any { get; } =
        from shape in Gen.Elements<string>([.. All.Keys])
        from values in Many(shape)
        select values;

    /// <summary>Values of all magnitudes and both signs, which no sketch can tell apart.</summary>
    public static Gen<double[]> Endless { get; } =
        from count in Counts
        from seed in Seeds
        select Draw(Magnitude, count, seed);

    public static double[] Draw(string shape, int count, int seed = 1) => Draw(All[shape], count, seed);

    public static double Normal(System.Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static Distribution Of(IEnumerable<double> values)
    {
        var distribution = new Distribution();
        foreach (var value in values) distribution.Add(value);
        return distribution;
    }

    private static Gen<double[]> Many(string shape) =>
        from count in Counts
        from seed in Seeds
        select Draw(shape, count, seed);

    private static double[] Draw(Func<System.Random, double> shape, int count, int seed)
    {
        var random = new System.Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => shape(random))];
    }

    private static double Magnitude(System.Random random) => random.Next(20) == 0 ? 0 : (random.Next(2) == 0 ? -1 : 1) * Math.Pow(10, (random.NextDouble() * 600) - 300);
}
