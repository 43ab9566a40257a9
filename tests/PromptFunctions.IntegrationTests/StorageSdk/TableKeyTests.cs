using Azure;
using Azure.Data.Tables;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class TableKeyTests(AzuriteFixture azurite)
{
    public static TheoryData<string> Keys =>
    [
        "simple", "it's", "''", "a \"quoted\" word", "two  spaces ", "50%", "%41", "%2F", "a+b", "ünïcödé", "日本語 😀",
        "a&b=c", "(x),y=1", "a;b:c@d$e!f*g~h", "v:0001.0000", "..", "a|b", "{b}[c]^`<d>",
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_key_of_any_characters_works_in_every_operation(string key)
    {
        var table = await azurite.CreateTableAsync();

        await table.AddEntityAsync(new TableEntity(key, key) { ["Step"] = "added" });
        Assert.Equal("added", await Step(table, key));

        await table.UpsertEntityAsync(new TableEntity(key, key) { ["Step"] = "upserted" }, TableUpdateMode.Replace);
        Assert.Equal("upserted", await Step(table, key));

        await table.UpdateEntityAsync(new TableEntity(key, key) { ["Step"] = "updated" }, ETag.All, TableUpdateMode.Merge);
        Assert.Equal("updated", await Step(table, key));

        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpdateReplace, new TableEntity(key, key) { ["Step"] = "batched" }, ETag.All)]);
        Assert.Equal("batched", await Step(table, key));

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}");
        var found = await table.QueryAsync<TableEntity>(filter).ToListAsync();
        Assert.Equal(key, Assert.Single(found).RowKey);

        await table.DeleteEntityAsync(key, key);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>(key, key)).HasValue);
    }

    [Theory]
    [InlineData("#tag")]
    [InlineData("what?")]
    public async Task A_key_that_the_service_forbids_reaches_it_whole_and_is_refused(string key)
    {
        var table = await azurite.CreateTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key)));

        Assert.Equal(400, failure.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", key)).HasValue);
    }

    private static async Task<string> Step(TableClient table, string key)
    {
        var entity = (await table.GetEntityAsync<TableEntity>(key, key)).Value;
        Assert.Equal((key, key), (entity.PartitionKey, entity.RowKey));
        return entity.GetString("Step");
    }
}
