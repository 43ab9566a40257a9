using System.Text.Json.Nodes;

namespace PromptFunctions.Dev.Demo;

/// <summary>What an application would measure of the answers that it served: those of the treatment are a little more accurate, and as fast.</summary>
internal sealed class SampleTraffic(string treatment)
{
    /// <summary>The control's accuracy.</summary>
    public const double Accuracy = 0.8;

    /// <summary>The standard deviation of either's.</summary>
    public const double Spread = 0.12;

    private const double Effect = 0.018;

    // The same traffic in every run; which subject is whose is another matter.
    private readonly Random _random = new(11);

    /// <summary>A subject's result.</summary>
    public JsonNode Answer(Exchange served)
    {
        var accuracy = Accuracy + (served.Text("version") == treatment ? Effect : 0) + (Spread * Normal());
        return new JsonObject
        {
            ["subject"] = SubjectOf(served),
            ["arm"] = served.Text("assignment").Split(':')[^1],
            ["metrics"] = new JsonObject { ["accuracy"] = Math.Round(Math.Clamp(accuracy, 0, 1), 4), ["response_time"] = Math.Round(700 * Math.Exp(0.4 * Normal())) },
        };
    }

    private static string SubjectOf(Exchange served) => served.Path[(served.Path.LastIndexOf('=') + 1)..];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
