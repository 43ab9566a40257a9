using Random = System.Random;

namespace PromptFunctions.UnitTests.Statistics;

/// <summary>Many experiments with random subjects, the same ones in every run, and how many of them ever came to something.</summary>
internal static class SimulatedExperiment
{
    /// <summary>In how many of some experiments each verdict was reached at any look.</summary>
    /// <param name="experiments">How many experiments.</param>
    /// <param name="looks">How often each is looked at.</param>
    /// <param name="start">Begins an experiment.</param>
    /// <param name="grow">Lets its next subjects come.</param>
    /// <param name="verdicts">What is looked for.</param>
    public static int[] Reached<T>(int experiments, int looks, Func<T> start, Action<T, Random> grow, params Func<T, bool>[] verdicts)
    {
        var (random, reached) = (new Random(20), new int[verdicts.Length]);
        for (var i = 0; i < experiments; i++)
        {
            var experiment = start();
            var isReached = new bool[verdicts.Length];
            for (var look = 0; look < looks; look++)
            {
                grow(experiment, random);
                for (var k = 0; k < verdicts.Length; k++) isReached[k] = isReached[k] || verdicts[k](experiment);
            }
            for (var k = 0; k < verdicts.Length; k++) reached[k] += isReached[k] ? 1 : 0;
        }
        return reached;
    }

    /// <summary>The most that chance leaves of a share: three binomial standard errors above.</summary>
    public static double Most(double share, int experiments) => experiments * (share + (3 * Math.Sqrt(share * (1 - share) / experiments)));

    /// <summary>The fewest that chance leaves of a share: three binomial standard errors below.</summary>
    public static double Fewest(double share, int experiments) => experiments * (share - (3 * Math.Sqrt(share * (1 - share) / experiments)));

    /// <summary>Two independent normal numbers.</summary>
    public static (double One, double Other) Normals(this Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
        return (radius * sine, radius * cosine);
    }
}
