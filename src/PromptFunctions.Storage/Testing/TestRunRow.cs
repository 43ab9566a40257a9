using Azure.Data.Tables;
using PromptFunctions.Core.Testing;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;

namespace PromptFunctions.Storage.Testing;

/// <summary>A version's last run of tests as a row.</summary>
internal static class TestRunRow
{
    public static TableEntity Write(TestRun run)
    {
        var row = new TableEntity(run.Prompt, RowKeys.TestRun(run.Version)) { ["At"] = run.At, ["Passed"] = run.Passed, ["Failed"] = run.Failed };
        WideText.Set(row, "Document", StoreJson.Write(run));
        return row;
    }

    public static TestRun Read(TableEntity row) => StoreJson.Read<TestRun>(WideText.Require(row, "Document"));
}
