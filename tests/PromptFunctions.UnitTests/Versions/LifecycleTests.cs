using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Versions;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Versions;

public sealed class LifecycleTests
{
    // A row for each status now, a column for each status wanted: x always, u while it was never served.
    private const string Table = """
                    draft testing production deprecated archived
        draft       .     x       .          .          x
        testing     u     .       x          .          x
        production  .     .       .          x          .
        deprecated  .     .       x          .          x
        archived    .     .       .          .          .
        """;

    public static TheoryData<VersionStatus, VersionStatus, bool, bool> Steps { get; } = Read();

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_taken_along_the_lifecycle_only(VersionStatus from, VersionStatus to, bool served, bool allowed)
    {
        Assert.Equal(allowed, Lifecycle.Allows(from, to, served));

        var version = Samples.Version() with { Status = from, Served = served };
        var refused = Record.Exception(() => Lifecycle.Require(version, to)) as ProblemException;
        Assert.Equal(allowed ? null : ProblemCodes.IllegalTransition, refused?.Problem);
    }

    [Fact]
    public void The_table_has_every_step() => Assert.Equal(50, Steps.Count);

    private static TheoryData<VersionStatus, VersionStatus, bool, bool> Read()
    {
        var rows = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var steps = new TheoryData<VersionStatus, VersionStatus, bool, bool>();
        foreach (var row in rows.Skip(1))
        {
            foreach (var (to, mark) in rows[0].Zip(row.Skip(1)))
            {
                foreach (var served in (bool[])[false, true])
                    steps.Add(Enum.Parse<VersionStatus>(row[0], ignoreCase: true), Enum.Parse<VersionStatus>(to, ignoreCase: true), served, mark == "x" || (mark == "u" && !served));
            }
        }
        return steps;
    }
}
