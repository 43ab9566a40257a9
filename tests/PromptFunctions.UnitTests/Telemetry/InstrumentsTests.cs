using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using PromptFunctions.Core.Telemetry;

namespace PromptFunctions.UnitTests.Telemetry;

/// <summary>Alerts and dashboards ask for names: that these change is a break.</summary>
public sealed class InstrumentsTests
{
    private static readonly string Document = File.ReadAllText(FindDocument());

    private static readonly IReadOnlyDictionary<string, string?> Units = typeof(PromptInstruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<Instrument>().ToDictionary(instrument => instrument.Name, instrument => instrument.Unit);

    public static TheoryData<string> Names { get; } = [.. Units.Keys];

    [Fact]
    public void The_names_are_the_ones_that_others_ask_for() => Assert.Equal(
        [
            "prompts.experiment.decisions", "prompts.guardrail.breaches", "prompts.guardrail.evaluations", "prompts.metrics.fold.lag", "prompts.metrics.fold.rows",
            "prompts.metrics.points", "prompts.model.duration", "prompts.model.tokens", "prompts.problems", "prompts.resolve.cache.hits", "prompts.resolve.cache.misses",
            "prompts.resolve.duration", "prompts.resolve.stale", "prompts.rollout.transitions",
        ],
        Units.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_described_with_its_unit(string name) =>
        Assert.Contains(Document.Split('\n'), line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal) && line.Contains($"| `{Units[name]}` |", StringComparison.Ordinal));

    private static string FindDocument([CallerFilePath] string here = "")
    {
        for (var directory = Path.GetDirectoryName(here); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var document = Path.Combine(directory, "docs", "observability.md");
            if (File.Exists(document)) return document;
        }
        throw new FileNotFoundException("There is no docs/observability.md above this test.");
    }
}
