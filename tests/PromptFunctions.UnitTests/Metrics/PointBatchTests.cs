using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.UnitTests.Metrics;

public sealed class PointBatchTests
{
    private static readonly byte[] Noise = [.. "\"{}[]:,\\ \nud8c00-1eE.x"u8, 0x00, 0xC3, 0xFF];
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Points_are_added_up_by_target_metric_and_hour()
    {
        var batch = Parse("""
            { "points": [
              { "prompt": "p", "version": "1.0.0", "metric": "b", "value": 2 },
              { "value": 4, "metric": "b", "version": "1.0.0", "prompt": "p", "at": "2026-03-04T05:59:59Z" },
              { "prompt": "p", "version": "1.0.0", "metric": "b", "value": 5, "at": "2026-03-04T05:00:00+01:00" },
              { "prompt": "p", "version": "1.0.0", "metric": "a", "value": -1.5e1, "at": null, "subject": null, "assignment": null },
              { "prompt": "p", "version": "2.0.0", "metric": "a", "value": 1, "subject": "s", "assignment": "rollout:x:candidate" },
              { "prompt": "p", "version": "2.0.0", "metric": "a", "value": 3 } ] }
            """.Replace("05:59:59", "05:05:59", StringComparison.Ordinal));

        Assert.Equal((6, 6), (batch.Points, batch.Accepted));
        Assert.Equal(
            [
                "p|1.0.0 a 05:00 1 of -15",
                "p|1.0.0 b 04:00 1 of 5",
                "p|1.0.0 b 05:00 2 of 3",
                "p|2.0.0 a 05:00 2 of 2",
                "p|rollout:x:candidate a 05:00 1 of 1",
            ], Show(batch));
    }

    [Fact]
    public void Escapes_mean_what_they_stand_for()
    {
        var batch = Parse("""{ "points": [ { "\u0070rompt": "\u0070", "version": "1\u002e0.0", "metric": "\"\u00fc\\", "value": 1 }, { "prompt": "p", "version": "1.0.0", "metric": "\"ü\\", "value": 3 } ] }""");

        Assert.Equal(["p|1.0.0 \"ü\\ 05:00 2 of 2"], Show(batch));
    }

    [Fact]
    public void Series_of_other_bytes_stay_apart()
    {
        var names = new List<SeriesName>();
        var batch = new PointBatch(name =>
        {
            names.Add(name);
            return null;
        }, Now);
        PointParser.Parse("""
            { "points": [ { "prompt": "ab", "version": "c", "metric": "m", "value": 1 }, { "prompt": "a", "version": "bc", "metric": "m", "value": 1 },
              { "prompt": "a", "version": "b", "assignment": "c", "metric": "m", "value": 1 }, { "prompt": "ab", "version": "c", "metric": "n", "value": 1 } ] }
            """u8, PointFormat.Json, batch);

        Assert.Equal([new("ab", "c", null), new("a", "bc", null), new("a", "b", "c")], names);
        Assert.Equal(names, batch.Unknown);
    }

    [Fact]
    public void A_batch_that_was_looked_at_before_is_read_as_it_was_then()
    {
        const string Lines = """
            {"prompt":"p","version":"1.0.0","metric":"rate","value":0.5}
            broken
            {"prompt":"p","version":"1.0.0","metric":"rate","value":7}
            """;
        var facts = new SeriesFacts { Version = new("p|1.0.0"), Proportions = new HashSet<string> { "rate" } };
        var batch = new PointBatch(_ => facts, Now, new Dictionary<int, string> { [1] = RejectionCodes.MalformedLine, [2] = RejectionCodes.ValueOutOfRange });

        PointParser.Parse(Encoding.UTF8.GetBytes(Lines), PointFormat.Lines, batch);

        Assert.Empty(batch.Rejections);
        Assert.Equal(["p|1.0.0 rate 05:00 1 of 0.5"], Show(batch));
    }

    [Theory]
    [InlineData("2026-02-25T05:06:07Z", true)]
    [InlineData("2026-02-25T05:06:06Z", false)]
    [InlineData("2026-03-04T05:11:07Z", true)]
    [InlineData("2026-03-04T05:11:08Z", false)]
    [InlineData("2026-03-04T14:06:07+09:00", true)]
    public void A_point_may_lie_seven_days_back_and_five_minutes_ahead(string at, bool accepted)
    {
        var batch = Parse($$"""{ "points": [ { "prompt": "p", "version": "1.0.0", "metric": "m", "value": 1, "at": "{{at}}" } ] }""");

        Assert.Equal(accepted ? null : "time-out-of-range", batch.Rejections.SingleOrDefault()?.Code);
    }

    [Fact]
    public void A_batch_id_stands_before_the_points_or_after_them()
    {
        foreach (var body in (string[])["""{ "batchId": "x", "points": [] }""", """{ "points": [], "author": "kim", "batchId": "x" }"""])
            Assert.Equal("x", PointParser.Parse(Encoding.UTF8.GetBytes(body), PointFormat.Json, new PointBatch(_ => null, Now)));
        Assert.Null(PointParser.Parse("""{ "points": [], "batchId": null }"""u8, PointFormat.Json, new PointBatch(_ => null, Now)));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_no_name_of_a_member()
    {
        var batch = Parse("""{ "points": [ { "prompt": "p", "version": "1.0.0", "metric": "m", "value": 1, "\ud800": 1 }, { "prompt": "p", "version": "1.0.0", "metric": "m", "value": 1 } ] }""");
        Assert.Equal((1, 0), (batch.Accepted, Assert.Single(batch.Rejections).Index));

        var lines = new PointBatch(Facts, Now);
        PointParser.Parse("""{"\udc00pt":1}"""u8, PointFormat.Lines, lines);
        Assert.Equal("invalid-point", Assert.Single(lines.Rejections).Code);
        Assert.Equal(400, Assert.Throws<ProblemException>(() => Parse("""{ "\ud800": 1, "points": [] }""")).Problem.Status);
    }

    [Fact]
    public void A_member_that_is_given_twice_is_refused_also_where_it_is_null_first() =>
        Assert.Equal("invalid-point", Assert.Single(Parse("""{ "points": [ { "prompt": "p", "version": "1.0.0", "metric": "m", "value": 1, "at": null, "at": "2026-03-04T05:00:00Z" } ] }""").Rejections).Code);

    /// <summary>Whatever is sent, it is a batch, or a problem that the caller can be told.</summary>
    [Fact]
    public void No_bytes_break_the_parser()
    {
        const string Good = """{ "batchId": "b", "points": [ { "prompt": "p", "version": "1.0.0", "metric": "m\u00e4", "value": 1e3, "at": "2026-03-04T05:00:00Z", "subject": "s" } ] }""";
        var damaged = from at in Gen.Choose(0, Good.Length - 1)
                      from length in Gen.Choose(0, 6)
                      from noise in Gen.ArrayOf(Gen.Elements(Noise))
                      select (byte[])[.. Encoding.UTF8.GetBytes(Good[..at]), .. noise.Take(8), .. Encoding.UTF8.GetBytes(Good[Math.Min(Good.Length, at + length)..])];

        Prop.ForAll(damaged.ToArbitrary(), body =>
        {
            foreach (var format in Enum.GetValues<PointFormat>())
            {
                var batch = new PointBatch(Facts, Now);
                var thrown = Record.Exception(() => PointParser.Parse(body, format, batch));
                Assert.True(thrown is null or ProblemException { Problem.Status: 400 }, thrown?.ToString());
                if (thrown is null) Assert.Equal(batch.Points, batch.Accepted + batch.Rejections.Count);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static PointBatch Parse(string body)
    {
        var batch = new PointBatch(Facts, Now);
        PointParser.Parse(Encoding.UTF8.GetBytes(body), PointFormat.Json, batch);
        return batch;
    }

    private static SeriesFacts Facts(SeriesName name) => new()
    {
        Version = new($"{name.Prompt}|{name.Version}"),
        Arm = name.Assignment is null ? null : new($"{name.Prompt}|{name.Assignment}"),
    };

    private static IEnumerable<string> Show(PointBatch batch) =>
        from target in batch.ToSums().Figures
        from delta in target.Value
        orderby target.Key.Key
        select string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{target.Key} {delta.Metric} {delta.Hour.Start:HH:mm} {delta.Values.Count} of {delta.Values.Moments.Mean}");
}
