using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Reports;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Reports;

/// <summary>Reports to render; the integration tests show them in a browser.</summary>
internal static class SampleReports
{
    public const string Hostile = "\"><script>alert(1)</script>";

    public static readonly DateTimeOffset To = new(2030, 3, 15, 14, 20, 0, TimeSpan.Zero);

    /// <summary>A prompt in good use: six versions, five metrics, rollouts, a rollback and an experiment.</summary>
    public static PerformanceReport Rich => field ??= SampledReport.Of(
        "text_to_sql", ["1.0.0", "1.1.0", "1.1.1-concise.3", "1.2.0", "1.3.0", "1.4.0"], live: "1.4.0", before: "1.2.0",
        [
            new("accuracy", MetricGoal.Maximize, MetricKind.Mean, null, (random, age) => 1 - (random.Gamma(2) * (0.05 + (0.006 * age)))),
            new("response_time", MetricGoal.Minimize, MetricKind.Mean, "ms", (random, age) => 700 * Math.Exp((0.55 * random.Normal()) - (0.09 * age))),
            new("error_rate", MetricGoal.Minimize, MetricKind.Proportion, null, (random, age) => random.NextDouble() < 0.021 + (0.004 * age) ? 1 : 0),
            new("user_rating", MetricGoal.Maximize, MetricKind.Mean, "of 5", (random, age) => Math.Clamp(Math.Round(4.4 - (0.05 * age) + random.Normal()), 1, 5)),
            new("tokens", MetricGoal.None, MetricKind.Mean, "tokens", (random, age) => Math.Round(random.NextDouble() < 0.3 ? 380 + (40 * random.Normal()) : 820 + (110 * random.Normal()))),
        ]) with
    {
        Description = "Turns a question and a schema into one SQL statement.",
        LiveSince = To.AddDays(-4.2),
        Events =
        [
            Event(-24.6, ReportEventKind.Rollout, "1.2.0", "Canary, completed in 26 hours.", -23.5),
            ShorterInstructions.ToEvent(TimeSpan.Zero),
            Event(-10.8, ReportEventKind.Rollout, "1.3.0", "Gradual, rolled back at 25 %: error_rate 0.081 is above 0.05.", -10.7),
            Event(-10.7, ReportEventKind.Rollback, "1.2.0", "Guardrail error_rate."),
            Event(-4.9, ReportEventKind.Rollout, "1.4.0", "Canary, completed in 17 hours.", -4.2),
            ThreeWays.ToEvent(TimeSpan.Zero),
        ],
        Experiments = [ThreeWays, ShorterInstructions],
    };

    /// <summary>An experiment with a winner.</summary>
    public static ReportExperiment ShorterInstructions => field ??= SampledExperiment.Of("Shorter instructions", ["1.2.0", "1.3.0"],
        [
            new("accuracy", MetricGoal.Maximize, MetricKind.Mean, null, (random, arm) => 0.9 + (0.012 * arm) - (random.Gamma(2) * 0.1)),
            new("response_time", MetricGoal.Minimize, MetricKind.Mean, "ms", (random, _) => 700 * Math.Exp(0.55 * random.Normal())),
            new("error_rate", MetricGoal.Minimize, MetricKind.Proportion, null, (random, arm) => random.NextDouble() < 0.06 - (0.02 * arm) ? 1 : 0),
        ], 6000, -18.3, -11.3);

    /// <summary>An experiment under way, with two treatments.</summary>
    public static ReportExperiment ThreeWays => field ??= SampledExperiment.Of("Three ways to say it", ["1.2.0", "1.3.0", "1.4.0"],
        [new("user_rating", MetricGoal.Maximize, MetricKind.Mean, "of 5", (random, arm) => Math.Clamp(Math.Round(4.2 + (0.1 * arm) + random.Normal()), 1, 5))], 900, -3.5);

    /// <summary>A prompt without anything.</summary>
    public static PerformanceReport Empty => field ??= new()
    {
        Prompt = "greeting",
        Type = "report_generation",
        GeneratedAt = To,
        From = To.AddDays(-30),
        To = To,
        Days = 30,
        Interval = ReportInterval.Day,
    };

    /// <summary>One point, and nothing else.</summary>
    public static PerformanceReport OnePoint => field ??= SampledReport.Of("greeting", ["0.0.1"], live: "0.0.1", before: null, [new("latency", MetricGoal.Minimize, MetricKind.Mean, "s", (_, _) => 0.25)], points: 1);

    /// <summary>Fifty versions, twenty metrics, long names, many events.</summary>
    public static PerformanceReport Crowded => field ??= SampledReport.Of(
        $"a{new string('x', 119)}.report", [.. Enumerable.Range(0, 49).Select(i => $"{i / 10}.{i % 10}.0"), $"5.0.1-{new string('a', 60)}.1"], live: "3.2.0", before: "3.1.0",
        [.. Enumerable.Range(0, 20).Select(i => new SampledMetric(
            i == 3 ? $"{string.Join(' ', Enumerable.Repeat("verylongname", 9))}" : i == 4 ? new string('w', 128) : $"metric_{i}", (MetricGoal)(i % 3),
            i % 4 == 2 ? MetricKind.Proportion : MetricKind.Mean, i == 5 ? "furlongs per fortnight, as the crow flies on a windy day" : null,
            (random, age) => i % 4 == 2 ? random.Next(2) : (i * 10) + random.Normal() + (0.1 * age)))], points: 600) with
    {
        Description = string.Concat(Enumerable.Repeat("A long description of what this prompt is for. ", 12)),
        LiveSince = To.AddDays(-2),
        Events = [.. Enumerable.Range(0, 60).Select(i => Event(-30 + (i * i / 120.0), (ReportEventKind)(i % 3), "3.2.0", $"Event {i + 1}", i % 3 == 2 ? -30 + (i * i / 120.0) + 2 : null))],
        Experiments =
        [
            SampledExperiment.Of(string.Join(' ', Enumerable.Repeat("A long name of an experiment", 9)), [.. Enumerable.Range(0, 10).Select(i => $"3.{i}.0")],
                [.. Enumerable.Range(0, 4).Select(i => new SampledMetric(i == 3 ? new string('w', 128) : $"metric_{i}", MetricGoal.Maximize, MetricKind.Mean, null, (random, arm) => (i * arm) + random.Normal()))], 2000, -9),
        ],
    };

    /// <summary>Values at the ends of what a number can be.</summary>
    public static PerformanceReport Extreme => field ??= SampledReport.Of(
        "extreme", ["1.0.0", "1.1.0"], live: "1.1.0", before: "1.0.0",
        [
            new("huge", MetricGoal.None, MetricKind.Mean, "J", (random, _) => 1e300 * (1 + (0.2 * random.NextDouble()))),
            new("tiny", MetricGoal.None, MetricKind.Mean, "s", (random, _) => 1e-9 * (1 + random.NextDouble())),
            new("negative", MetricGoal.Maximize, MetricKind.Mean, "€", (random, age) => -1200 - (40 * random.Gamma(2)) - age),
            new("both", MetricGoal.Minimize, MetricKind.Mean, "°C", (random, _) => 8 * random.Normal()),
            new("constant", MetricGoal.Maximize, MetricKind.Mean, null, (_, _) => 42),
            new("zero", MetricGoal.None, MetricKind.Mean, null, (_, _) => 0),
            new("wide", MetricGoal.Minimize, MetricKind.Mean, "€", (random, _) => Math.Exp(6 * random.Normal())),
            new("whole range", MetricGoal.None, MetricKind.Mean, null, (random, _) => double.MaxValue * (random.Next(2) == 0 ? 1 : -1)),
            new("always", MetricGoal.Maximize, MetricKind.Proportion, null, (_, _) => 1),
            new("close", MetricGoal.None, MetricKind.Mean, null, (random, _) => 1e9 + (1e-5 * random.NextDouble())),
        ], points: 4000) with
    {
        Experiments =
        [
            SampledExperiment.Of("At the ends of numbers", ["1.0.0", "1.1.0"],
                [
                    new("huge", MetricGoal.Maximize, MetricKind.Mean, null, (random, arm) => 1e300 * (1 + arm + random.NextDouble())),
                    new("whole range", MetricGoal.Maximize, MetricKind.Mean, null, (random, _) => double.MaxValue * (random.Next(2) == 0 ? 1 : -1)),
                    new("tiny", MetricGoal.Minimize, MetricKind.Mean, null, (random, arm) => 1e-9 * (1 + random.NextDouble() - arm)),
                    new("constant", MetricGoal.Maximize, MetricKind.Mean, null, (_, _) => 42),
                    new("always", MetricGoal.Maximize, MetricKind.Proportion, null, (_, arm) => arm),
                ], 40_000, -2),
            SampledExperiment.Of("Nobody yet", ["1.0.0", "1.1.0"], [new("huge", MetricGoal.Maximize, MetricKind.Mean, null, (_, _) => 1)], 0, -3, -2.5),
            SampledExperiment.Of("Few", ["1.0.0", "1.1.0"], [new("both", MetricGoal.Minimize, MetricKind.Mean, null, (random, _) => random.Normal())], 8, -4, -3.5),
        ],
    };

    /// <summary>Names and texts that would like to be markup.</summary>
    public static PerformanceReport HostileTexts => field ??= Hostiles();

    private static PerformanceReport Hostiles()
    {
        var report = SampledReport.Of("greeting", ["1.0.0", "1.1.0"], live: "1.1.0", before: "1.0.0",
            [
                new(Hostile, MetricGoal.Maximize, MetricKind.Mean, Hostile, (random, _) => random.Normal()),
                new("]]></style></svg><img src=x onerror=alert(1)>", MetricGoal.None, MetricKind.Proportion, "&amp;", (random, _) => random.Next(2)),
                new("=HYPERLINK(\"x\")|`a`*b*", MetricGoal.None, MetricKind.Mean, "\u0001\ud800|\n#", (random, _) => random.Normal()),
            ], points: 300);
        return report with
        {
            Type = $"{Hostile}&",
            Description = $"{Hostile} ]]> --> </style> \u0000\u0008 <!-- | `x`\r\n# not a heading",
            Events = [Event(-5, ReportEventKind.Rollout, "1.1.0", $"{Hostile}\n| a | b |\n=1+1")],
            Experiments =
            [
                SampledExperiment.Of($"=1+1{Hostile}\n| a | `b` |", ["1.0.0", "1.1.0"], [new($"={Hostile}", MetricGoal.Maximize, MetricKind.Mean, null, (random, arm) => arm + random.Normal())], 500, -3, -1),
            ],
        };
    }

    public static ReportEvent Event(double days, ReportEventKind kind, string version, string detail, double? ended = null) =>
        new(To.AddDays(days), kind, VersionNumber.Parse(version), detail, ended is { } end ? To.AddDays(end) : null);
}
