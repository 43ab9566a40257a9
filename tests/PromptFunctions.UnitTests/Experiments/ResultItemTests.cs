using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Experiments.Recording;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Experiments;

public sealed class ResultItemTests
{
    private static readonly byte[] Noise = [.. "\"{}[]:,\\ \nud8c00-1eE.x"u8, 0x00, 0xC3, 0xFF];
    private static readonly RouteExperiment Traffic = Trials.Of().Traffic;

    // Found once; of the subjects 0 and 1 one is each arm's.
    private static readonly int OfA = Enumerable.Range(0, 100).First(subject => Traffic.ArmAt(Trials.Key(subject).Bucket) == 0);
    private static readonly int OfB = Enumerable.Range(0, 100).First(subject => Traffic.ArmAt(Trials.Key(subject).Bucket) == 1);

    [Fact]
    public void A_result_counts_for_its_subject_and_for_its_arms_version()
    {
        var batch = Parse($$"""
            { "results": [ { "subject": "{{OfA}}", "metrics": { "accuracy": 1, "latency": 5 } }, { "metrics": { "accuracy": 3 }, "arm": "b", "subject": "{{OfB}}", "at": null },
            { "subject": "{{OfA}}", "metrics": { "accuracy": 2 }, "arm": "a" } ] }
            """);

        Assert.Equal(3, batch.Accepted);
        var sums = batch.ToSums();
        Assert.Equal(["p|1.0.0 accuracy 2", "p|1.0.0 latency 1", "p|1.1.0 accuracy 1"], sums.Figures.SelectMany(target => target.Value.Select(delta => $"{target.Key} {delta.Metric} {delta.Values.Count}")).Order());
        var changes = sums.Subjects.SelectMany(part => part.Value).ToDictionary(change => change.Subject);
        Assert.Equal(["accuracy 2 of 1.5", "latency 1 of 5"], changes[Trials.Key(OfA)].Metrics.Select(Show));
        Assert.Equal((1, false), (changes[Trials.Key(OfB)].Arm, changes[Trials.Key(OfB)].IsForeign));
    }

    [Theory]
    [InlineData("""{ "metrics": { "accuracy": 1 } }""", "invalid-point", "lacks subject.")]
    [InlineData("""{ "subject": "", "metrics": { "accuracy": 1 } }""", "invalid-point", "lacks subject.")]
    [InlineData("""{ "subject": "s" }""", "invalid-point", "lacks metrics.")]
    [InlineData("""{ "subject": "s", "metrics": null }""", "invalid-point", "lacks metrics.")]
    [InlineData("""{ "subject": "s", "metrics": {} }""", "invalid-point", "metrics is empty.")]
    [InlineData("""{ "subject": "s", "metrics": [ 1 ] }""", "invalid-point", "metrics must be an object of metrics and numbers.")]
    [InlineData("""{ "subject": "s", "metrics": { "a": "1" } }""", "invalid-point", "metrics must have numbers only.")]
    [InlineData("""{ "subject": "s", "metrics": { "a": 1, "a": 2 } }""", "invalid-point", "metrics has a more than once.")]
    [InlineData("""{ "subject": "s", "metrics": { "\ud800": 1 } }""", "invalid-point", "metrics has a name with half of a surrogate pair.")]
    [InlineData("""{ "subject": "s", "subject": "s", "metrics": { "a": 1 } }""", "invalid-point", "subject occurs more than once.")]
    [InlineData("""{ "subject": "s", "metrics": { "a": 1 }, "arm": null, "arm": "a" }""", "invalid-point", "arm occurs more than once.")]
    [InlineData("""{ "subject": 1, "metrics": { "a": 1 } }""", "invalid-point", "subject must be a text.")]
    [InlineData("""{ "subject": "s", "metrics": { "a": 1 }, "value": 1 }""", "invalid-point", "It has a member that is not known; there are subject, metrics, arm and at.")]
    [InlineData("""{ "subject": "s", "metrics": { "a": 1 }, "at": "yesterday" }""", "invalid-point", "at must be a time in ISO 8601 with an offset, such as 2026-01-31T12:00:00Z.")]
    [InlineData("7", "invalid-point", "A result must be an object.")]
    [InlineData("""{ "subject": "s", "metrics": { "good": 1, "": 1 } }""", "invalid-point", "metric must have 1 to 128 characters, none of control.")]
    [InlineData("""{ "subject": "s", "metrics": { "good": 1, "bad": 1e999 } }""", "value-out-of-range", "value must be finite.")]
    public void A_result_that_is_none_counts_nothing_and_stops_no_other(string result, string code, string message)
    {
        var batch = Parse($$"""{ "results": [ {{result}}, { "subject": "{{OfA}}", "metrics": { "accuracy": 1 } } ] }""");

        Assert.Equal((0, code, message), batch.Rejections.Select(rejection => (rejection.Index, rejection.Code, rejection.Message)).Single());
        Assert.Equal(1, batch.ToSums().Figures.Sum(target => target.Value.Sum(delta => delta.Values.Count)));
    }

    [Fact]
    public void A_subject_with_another_arm_is_rejected_and_marked_also_when_the_batch_comes_again()
    {
        var body = $$"""{ "results": [ { "subject": "{{OfA}}", "arm": "b", "metrics": { "accuracy": 1 } } ] }""";
        var first = Parse(body);
        var again = Parse(body, first.Rejections.ToDictionary(rejection => rejection.Index, rejection => rejection.Code));

        Assert.Equal("foreign-arm", Assert.Single(first.Rejections).Code);
        foreach (var batch in new[] { first, again })
        {
            Assert.Empty(batch.ToSums().Figures);
            var change = Assert.Single(batch.ToSums().Subjects).Value.Single();
            Assert.Equal((Trials.Key(OfA), 0, true, 0), (change.Subject, change.Arm, change.IsForeign, change.Metrics.Count));
        }
    }

    /// <summary>Whatever is sent, it is a batch, or a problem that the caller can be told.</summary>
    [Fact]
    public void No_bytes_break_the_parser()
    {
        const string Good = """{ "batchId": "b", "results": [ { "subject": "s\u00e4", "metrics": { "accuracy": 1e3, "b": -2 }, "arm": "a", "at": "2030-01-01T12:00:00Z" } ] }""";
        var damaged = from at in Gen.Choose(0, Good.Length - 1)
                      from length in Gen.Choose(0, 6)
                      from noise in Gen.ArrayOf(Gen.Elements(Noise))
                      select (byte[])[.. Encoding.UTF8.GetBytes(Good[..at]), .. noise.Take(8), .. Encoding.UTF8.GetBytes(Good[Math.Min(Good.Length, at + length)..])];

        Prop.ForAll(damaged.ToArbitrary(), body =>
        {
            var batch = Batch(null);
            var thrown = Record.Exception(() => PointParser.ParseDocument(body, new ResultItem(Trials.Of()), batch));
            Assert.True(thrown is null or ProblemException { Problem.Status: 400 }, thrown?.ToString());
            if (thrown is null) Assert.Equal(batch.Points, batch.Accepted + batch.Rejections.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static PointBatch Parse(string body, Dictionary<int, string>? rejectedBefore = null)
    {
        var batch = Batch(rejectedBefore);
        PointParser.ParseDocument(Encoding.UTF8.GetBytes(body), new ResultItem(Trials.Of()), batch);
        return batch;
    }

    private static PointBatch Batch(Dictionary<int, string>? rejectedBefore) => new(Facts, Noon, rejectedBefore);

    private static SeriesFacts Facts(SeriesName name)
    {
        var arm = Traffic.Arms.TakeWhile(arm => !name.Assignment!.EndsWith(":" + arm.Name, StringComparison.Ordinal)).Count();
        return arm == 2
            ? SeriesFacts.Rejected(RejectionCodes.UnknownAssignment, "")
            : new() { Version = MetricTarget.OfVersion("p", V(name.Version)), Experiment = new ExperimentArm(Trials.Of(), arm) };
    }

    private static string Show(SubjectMetric metric) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{metric.Metric} {metric.Values.Count} of {metric.Values.Mean}");
}
