using System.Runtime.CompilerServices;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Rollouts;
using static PromptFunctions.UnitTests.Rollouts.Deployments;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class DeploymentCommandsTests
{
    private const string Heading = "## Which command in which status";

    // As docs/rollouts.md has it.
    private static readonly string[] Table =
    [
        "| status | pause | resume | advance | complete | abort | rollback |",
        "| pending | – | – | – | – | yes | – |",
        "| inProgress | yes | – | yes | yes | yes | yes |",
        "| paused | – | yes | – | yes | yes | yes |",
        "| completed | – | – | – | – | – | while it is live |",
        "| aborted | – | – | – | – | – | – |",
        "| rolledBack | – | – | – | – | – | – |",
        "| failed | – | – | – | – | – | – |",
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_command_is_allowed_where_the_table_says_so(DeploymentStatus status, DeploymentCommand command, bool isLive, bool allowed) =>
        Assert.Equal(allowed, DeploymentCommands.Allows(status, command, isLive));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_command_that_is_not_allowed_is_said_with_the_status(DeploymentStatus status, DeploymentCommand command, bool isLive, bool allowed)
    {
        var problem = Record.Exception(() => DeploymentCommands.Require(In(status), command, isLive)) as ProblemException;

        Assert.Equal(allowed ? null : ProblemCodes.IllegalCommand, problem?.Problem);
        if (allowed) return;
        Assert.Contains(WireName.Of(status), problem!.Detail, StringComparison.Ordinal);
        Assert.StartsWith(WireName.Of(command), problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_documentation_has_the_same_table()
    {
        var lines = File.ReadAllLines(FindDocument()).SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal));
        var rows = lines.Where(line => line.StartsWith('|')).Select(Cells).Where(row => !row.All(cell => cell.Trim('-', ':').Length == 0));

        Assert.Equal(Table.Select(Cells), rows);
    }

    public static TheoryData<DeploymentStatus, DeploymentCommand, bool, bool> Cases()
    {
        var cases = new TheoryData<DeploymentStatus, DeploymentCommand, bool, bool>();
        var commands = Cells(Table[0])[1..];
        Assert.Equal(WireName.All<DeploymentCommand>(), commands);
        Assert.Equal(WireName.All<DeploymentStatus>(), Table[1..].Select(row => Cells(row)[0]));
        foreach (var row in Table[1..].Select(Cells))
        {
            Assert.True(WireName.TryParse<DeploymentStatus>(row[0], out var status));
            for (var i = 0; i < commands.Length; i++)
            {
                Assert.True(WireName.TryParse<DeploymentCommand>(commands[i], out var command));
                foreach (var isLive in (bool[])[true, false]) cases.Add(status, command, isLive, row[i + 1] == "yes" || (isLive && row[i + 1] == "while it is live"));
            }
        }
        return cases;
    }

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))];

    private static string FindDocument([CallerFilePath] string here = "")
    {
        for (var directory = Path.GetDirectoryName(here); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var document = Path.Combine(directory, "docs", "rollouts.md");
            if (File.Exists(document)) return document;
        }
        throw new FileNotFoundException("There is no docs/rollouts.md above this test.");
    }
}
