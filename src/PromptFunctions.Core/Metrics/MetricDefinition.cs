namespace PromptFunctions.Core.Metrics;

/// <summary>What a prompt says of one of its metrics.</summary>
public sealed record MetricDefinition
{
    private static readonly HashSet<string> Maximized = ["accuracy", "success_rate", "user_rating"];
    private static readonly HashSet<string> Minimized = ["response_time", "latency", "error_rate", "cost", "tokens"];

    /// <summary>Which way is better; null takes the known name's default.</summary>
    public MetricGoal? Goal { get; init; }

    /// <summary>What its values are; a mean where nothing is said.</summary>
    public MetricKind Kind { get; init; } = MetricKind.Mean;

    /// <summary>The unit, for people.</summary>
    public string? Unit { get; init; }

    /// <summary>What a metric's name looks like, for messages.</summary>
    public const string NameForm = "must have 1 to 128 characters, none of control.";

    /// <summary>Whether a text is a metric's name.</summary>
    public static bool IsName(string? name) => name?.Length is > 0 and <= 128 && !name.Any(char.IsControl);

    /// <summary>The goal of a known name; none for any other.</summary>
    public static MetricGoal DefaultGoal(string metric) =>
        Maximized.Contains(metric) ? MetricGoal.Maximize : Minimized.Contains(metric) ? MetricGoal.Minimize : MetricGoal.None;

    /// <summary>What is said of a metric: by the prompt, else by its name.</summary>
    public static MetricDefinition Of(string metric, IReadOnlyDictionary<string, MetricDefinition> definitions)
    {
        var said = definitions.GetValueOrDefault(metric) ?? new();
        return said with { Goal = said.Goal ?? DefaultGoal(metric) };
    }
}
