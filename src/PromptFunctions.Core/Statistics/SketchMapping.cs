namespace PromptFunctions.Core.Statistics;

/// <summary>
/// Which bin of a sketch a magnitude belongs to: the key ⌈log_γ x⌉ with γ = (1 + α)/(1 − α). All of a bin's magnitudes
/// lie within α of the one that stands for it.
/// </summary>
/// <remarks>Source: Masson, Rim, Lee, "DDSketch" (VLDB 2019), section 2.1.</remarks>
internal static class SketchMapping
{
    /// <summary>α: the largest relative error.</summary>
    public const double RelativeError = 0.01;

    /// <summary>A key below that of any double.</summary>
    public const int LowestKey = -40_000;

    /// <summary>A key above that of any double.</summary>
    public const int HighestKey = 40_000;

    private const double Gamma = (1 + RelativeError) / (1 - RelativeError);

    private static readonly double KeysPerLog = 1 / Math.Log(Gamma);

    /// <summary>The key of a positive, finite magnitude.</summary>
    public static int Key(double magnitude) => (int)Math.Ceiling(Math.Log(magnitude) * KeysPerLog);

    /// <summary>The magnitude that stands for a bin: 2γ^key/(γ + 1).</summary>
    public static double Value(int key) => Top(key) * (2 / (Gamma + 1));

    /// <summary>The largest magnitude of a bin; that of the key below is just less than its smallest.</summary>
    public static double Top(int key) => Math.Min(double.MaxValue, Math.Pow(Gamma, key));
}
