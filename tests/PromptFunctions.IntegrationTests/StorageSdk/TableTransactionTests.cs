using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class TableTransactionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Actions_of_every_kind_happen_together()
    {
        var table = await azurite.CreateTableAsync();
        string[] existing = ["merged", "replaced", "deleted"];
        foreach (var row in existing) await table.AddEntityAsync(new TableEntity("p", row) { ["Old"] = 1 });

        await table.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.Add, new TableEntity("p", "added") { ["New"] = "é '\"\r\n--" }),
            new(TableTransactionActionType.UpdateMerge, new TableEntity("p", "merged") { ["New"] = 2L }, ETag.All),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "replaced") { ["New"] = 2.0 }, ETag.All),
            new(TableTransactionActionType.Delete, new TableEntity("p", "deleted")),
            new(TableTransactionActionType.UpsertMerge, new TableEntity("p", "upserted") { ["New"] = true }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "upserted2") { ["New"] = Guid.Empty }),
        ]);

        var rows = await table.QueryAsync<TableEntity>().ToDictionaryAsync(entity => entity.RowKey);
        Assert.Equal(["added", "merged", "replaced", "upserted", "upserted2"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("é '\"\r\n--", rows["added"].GetString("New"));
        Assert.Equal((1, 2L), (rows["merged"].GetInt32("Old"), rows["merged"].GetInt64("New")));
        Assert.Equal((null, 2.0), (rows["replaced"].GetInt32("Old"), rows["replaced"].GetDouble("New")));
        Assert.True(rows["upserted"].GetBoolean("New"));
        Assert.Equal(Guid.Empty, rows["upserted2"].GetGuid("New"));
    }

    [Fact]
    public async Task A_hundred_entities_are_one_transaction_with_an_ETag_each()
    {
        var table = await azurite.CreateTableAsync();
        var actions = Enumerable.Range(0, 100).Select(i => Add($"{i:000}")).ToList();

        var answer = await table.SubmitTransactionAsync(actions);

        var rows = await table.QueryAsync<TableEntity>().ToListAsync();
        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.All(answer.Value, action => Assert.Equal(204, action.Status));
        Assert.Equal(rows.Select(row => row.ETag), answer.Value.Select(action => action.Headers.ETag!.Value));
        Assert.Equal(100, rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(11)]
    public async Task A_refused_action_is_named_and_nothing_changes(int refused)
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", $"{refused:000}"));
        var actions = Enumerable.Range(0, 12).Select(i => Add($"{i:000}")).ToList();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions));

        Assert.Equal(409, failure.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists.ToString(), failure.ErrorCode);
        Assert.Equal(refused, failure.FailedTransactionActionIndex);
        Assert.Single(await table.QueryAsync<TableEntity>().ToListAsync());
    }

    [Fact]
    public async Task An_action_with_an_old_ETag_fails_its_precondition()
    {
        var table = await azurite.CreateTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Value"] = 1 });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
        [
            Add("other"),
            new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "r"), added.Headers.ETag!.Value),
        ]));

        Assert.Equal(412, failure.Status);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "other")).HasValue);
    }

    [Fact]
    public async Task Deleting_what_is_not_there_fails_the_transaction()
    {
        var table = await azurite.CreateTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [Add("other"), new(TableTransactionActionType.Delete, new TableEntity("p", "missing"))]));

        Assert.Equal(404, failure.Status);
        Assert.Equal(1, failure.FailedTransactionActionIndex);
    }

    [Fact]
    public async Task A_transaction_needs_an_action()
    {
        var table = await azurite.CreateTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    private static TableTransactionAction Add(string row) =>
        new(TableTransactionActionType.Add, new TableEntity("p", row) { ["Text"] = "value" });
}
