using Azure.Data.Tables;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Testing;

/// <summary>A version's last run of tests as a row. What a report shows of many has properties of its own, which are read alone.</summary>
internal static class TestRunRow
{
    private const string Failed = "FailedTests";

    /// <summary>The properties that a run in short is made of.</summary>
    public static readonly IReadOnlyList<string> OfOutcome = ["PartitionKey", "RowKey", "Version", "At", "ContentHash", "Suite", "Passed", Failed, PromptStaging.Import];

    public static TableEntity Write(TestRun run)
    {
        var outcome = run.Outcome;
        var row = new TableEntity(run.Prompt, RowKeys.TestRun(run.Version))
        {
            ["Version"] = run.Version.ToString(),
            ["At"] = run.At,
            ["ContentHash"] = run.ContentHash,
            ["Suite"] = run.Suite,
            ["Passed"] = outcome.Passed,
            [Failed] = string.Join('\n', outcome.FailedTests),
        };
        WideText.Set(row, "Document", StoreJson.Write(run));
        return row;
    }

    public static TestRun Read(TableEntity row) => StoreJson.Read<TestRun>(WideText.Require(row, "Document"));

    public static TestOutcome ReadOutcome(TableEntity row) => new(
        VersionNumber.Parse(row.GetString("Version")),
        row.GetDateTimeOffset("At")!.Value,
        row.GetString("ContentHash"),
        row.GetString("Suite"),
        row.GetInt32("Passed")!.Value,
        row.GetString(Failed).Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
