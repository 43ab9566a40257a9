using Azure.Data.Tables;
using FsCheck.Fluent;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Metrics.Recording;
using PromptFunctions.Core.Statistics;
using PromptFunctions.Storage.Experiments;
using PromptFunctions.Storage.Tables;
using PromptFunctions.UnitTests.Experiments;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Storage.Experiments;

public sealed class SubjectRowTests
{
    private static readonly MetricTarget Target = MetricTarget.OfSubjects("p", "01K0000000000000000000000X", 3);
    private static readonly Moments Several = Moments.Of(0.1).With(-3).With(1e300);

    [Fact]
    public void What_a_batch_says_is_read_as_it_was_written_and_a_row_is_folded_as_a_whole()
    {
        var changes = Enumerable.Range(0, 8500).Select(i => new SubjectChange(
            Trials.Key(i), i % 10, i % 7 == 0, i % 3 == 0 ? [] : [new("accuracy", Moments.Of(i)), new("지연 😀", Several)])).ToList();
        var batch = new BatchRecord("01K0000000000000000000000Z", "x", "0", Noon, new("x", 1, []), [Target]);

        var transactions = WaitingRows.Transactions(Target, batch, changes);
        var rows = transactions.SelectMany(rows => rows).Select(row => WaitingRows.Read(Stored(row))).ToList();

        Assert.All(transactions, rows => Assert.InRange(rows.Count, 1, 99));
        Assert.All(rows, row => Assert.InRange(row.Changes.Count, 1, SubjectRow.MostSubjects));
        Assert.Equal(rows.Select(row => row.Id), rows.Select(row => row.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.Equivalent(changes, rows.SelectMany(row => row.Changes), strict: true);
    }

    [Fact]
    public void The_largest_that_a_batch_can_say_fits_rows_and_the_largest_fold_a_transaction()
    {
        var names = Enumerable.Range(0, 40).Select(i => new SubjectMetric(new string('지', 125) + i, Several)).ToList();
        var batch = new BatchRecord("01K0000000000000000000000Z", "x", "0", Noon, new("x", 1, []), [Target]);
        var rows = WaitingRows.Transactions(Target, batch, [.. Enumerable.Range(0, 200).Select(i => new SubjectChange(Trials.Key(i), 0, false, names))]).SelectMany(rows => rows).ToList();
        var subjects = Enumerable.Range(0, SubjectFolder.MostEntities).Sum(i => (long)EntitySize.InRequest(KnownSubject.Write(Target, Trials.Key(i), new(0, SubjectStanding.Counted, names))));
        var tally = new ExperimentTally(10);
        foreach (var arm in tally.Arms)
        {
            foreach (var (name, values) in names) arm.Metrics[name] = default(MetricTally).Replace(default, values);
        }

        Assert.Equal(200, rows.Sum(row => WaitingRows.Read(Stored(row)).Changes.Count));
        Assert.All(rows, row => Assert.InRange(EntitySize.Of(row), 1, EntitySize.MaximumRow));
        Assert.InRange(subjects + EntitySize.InRequest(TallyRow.Write(Target, tally)), 1, EntitySize.MaximumTransaction);
        Assert.InRange(EntitySize.Of(TallyRow.Write(Target, tally)), 1, EntitySize.MaximumRow);
    }

    [Fact]
    public void A_subject_is_read_as_it_was_written()
    {
        foreach (var subject in new SubjectRecord[] { new(9, SubjectStanding.Counted, [new("a", Several), new("b", Moments.Of(-0.0))]), new(0, SubjectStanding.Quarantined, []), new(1, SubjectStanding.Foreign, []) })
            Assert.Equivalent(subject, KnownSubject.Read(Stored(KnownSubject.Write(Target, Trials.Key(1), subject))), strict: true);
        Assert.DoesNotContain("user-1", KnownSubject.Key(Trials.Key(1)));
    }

    [Fact]
    public void A_tally_is_read_as_it_was_written() => Sampled.Each(Gen.Choose(-1000, 1000).ArrayOf(), values =>
    {
        var experiment = Trials.Of(3, Trials.Accuracy, Trials.Latency);
        var tally = new ExperimentTally(3) { Late = 7, Quarantined = 2, Foreign = 3 };
        for (var i = 0; i < values.Length; i++) tally.Apply(experiment, null, new(Trials.Key(i), i % 3, false, [new("accuracy", Moments.Of(values[i] / 7.0)), new("latency", Several)]));

        Assert.Equivalent(tally, TallyRow.Read(Stored(TallyRow.Write(Target, tally))), strict: true);
    });

    [Fact]
    public void A_part_of_an_experiments_subjects_is_told_from_everything_else()
    {
        Assert.Equal(("p", "01K0000000000000000000000X"), Target.Experiment);
        Assert.Null(MetricTarget.OfVersion("p", V("1.0.0")).Experiment);
        Assert.Null(MetricTarget.OfArm("p", "rollout:01K0000000000000000000000X:candidate").Experiment);
    }

    /// <summary>A row as the service gives it back.</summary>
    private static TableEntity Stored(TableEntity row)
    {
        row.ETag = new("tag");
        return row;
    }
}
