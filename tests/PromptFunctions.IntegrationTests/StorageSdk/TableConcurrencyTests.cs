using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class TableConcurrencyTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Creating_a_table_twice_is_no_error()
    {
        var table = azurite.Tables().GetTableClient(AzuriteFixture.UniqueName());

        var first = await table.CreateIfNotExistsAsync();
        var second = await table.CreateIfNotExistsAsync();

        Assert.Equal(table.Name, first.Value.Name);
        Assert.Equal(table.Name, second.Value.Name);
        Assert.Equal(409, second.GetRawResponse().Status);
    }

    [Fact]
    public async Task Adding_an_entity_that_exists_is_a_conflict()
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(409, failure.Status);
        Assert.Equal(TableErrorCode.EntityAlreadyExists.ToString(), failure.ErrorCode);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_with_an_old_ETag_fails_its_precondition_and_changes_nothing(TableUpdateMode mode)
    {
        var table = await azurite.CreateTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 1 });
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Value"] = 2 }, read.ETag, mode);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r") { ["Value"] = 3 }, read.ETag, mode));

        Assert.Equal(412, failure.Status);
        Assert.Equal(TableErrorCode.UpdateConditionNotSatisfied.ToString(), failure.ErrorCode);
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("Value"));
    }

    [Fact]
    public async Task The_answer_to_a_write_carries_the_ETag_for_the_next()
    {
        var table = await azurite.CreateTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["Value"] = 1 });

        var updated = await table.UpdateEntityAsync(new TableEntity("p", "r") { ["Value"] = 2 }, added.Headers.ETag!.Value);

        Assert.Equal(updated.Headers.ETag, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag);
    }

    [Fact]
    public async Task An_update_needs_an_ETag()
    {
        var table = await azurite.CreateTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default));
    }

    [Fact]
    public async Task Updating_an_entity_that_is_not_there_is_not_found()
    {
        var table = await azurite.CreateTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All));

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.ResourceNotFound.ToString(), failure.ErrorCode);
    }

    [Fact]
    public async Task A_merge_keeps_what_it_does_not_name_and_a_replacement_drops_it()
    {
        var table = await azurite.CreateTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = 1 });

        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 2, ["A"] = null }, TableUpdateMode.Merge);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["B"] = 3 }, TableUpdateMode.Replace);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal((1, 2), (merged.GetInt32("A"), merged.GetInt32("B")));
        Assert.Equal((null, 3), (replaced.GetInt32("A"), replaced.GetInt32("B")));
    }

    [Fact]
    public async Task A_missing_entity_is_not_found_or_has_no_value()
    {
        var table = await azurite.CreateTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        var answer = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.Equal(404, failure.Status);
        Assert.Equal(TableErrorCode.ResourceNotFound.ToString(), failure.ErrorCode);
        Assert.False(answer.HasValue);
        Assert.Equal(404, answer.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => answer.Value);
    }

    [Fact]
    public async Task Deleting_an_entity_that_is_not_there_is_no_error()
    {
        var table = await azurite.CreateTableAsync();

        var answer = await table.DeleteEntityAsync("p", "r");

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task Deleting_with_an_old_ETag_fails_its_precondition()
    {
        var table = await azurite.CreateTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r"));
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["Value"] = 1 });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", added.Headers.ETag!.Value));

        Assert.Equal(412, failure.Status);
        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }
}
