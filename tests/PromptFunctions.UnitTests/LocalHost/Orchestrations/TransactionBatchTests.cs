using Azure.Data.Tables;
using PromptFunctions.LocalHost.Orchestrations.History;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class TransactionBatchTests
{
    [Fact]
    public void A_transaction_has_a_hundred_actions() => Assert.Equal([100, 100, 50], Split(250, ""));

    [Fact]
    public void A_transaction_has_less_than_four_megabytes_however_they_are_escaped()
    {
        Assert.Equal([3, 1], Split(4, new string('x', 1_000_000)));
        Assert.Equal([1, 1], Split(2, new string('ä', Payload.MaxLength)));
    }

    private static IEnumerable<int> Split(int rows, string payload) =>
        TransactionBatch.Split(Enumerable.Range(0, rows).Select(row =>
            (new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{row}")), (string?)payload))).Select(batch => batch.Actions.Count);
}
