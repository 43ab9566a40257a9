using Azure.Data.Tables;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class TableQueryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_overlap()
    {
        var table = await FilledTable(25);

        var pages = await table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages().ToListAsync();

        Assert.Equal([10, 10, 5], pages.Select(page => page.Values.Count));
        Assert.Null(pages[^1].ContinuationToken);
        Assert.Equal(Rows(0, 25), pages.SelectMany(page => page.Values).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task A_continuation_token_resumes_in_a_new_query()
    {
        var table = await FilledTable(12);
        var first = await table.QueryAsync<TableEntity>(maxPerPage: 5).AsPages().FirstAsync();

        var rest = await table.QueryAsync<TableEntity>(maxPerPage: 5).AsPages(first.ContinuationToken).ToListAsync();

        Assert.Equal(Rows(5, 7), rest.SelectMany(page => page.Values).Select(entity => entity.RowKey));
    }

    [Fact]
    public async Task A_page_size_hint_overrides_the_querys()
    {
        var table = await FilledTable(3);

        var first = await table.QueryAsync<TableEntity>(maxPerPage: 3).AsPages(pageSizeHint: 2).FirstAsync();

        Assert.Equal(2, first.Values.Count);
    }

    [Fact]
    public async Task More_than_a_thousand_entities_come_in_pages_by_themselves()
    {
        var table = await FilledTable(1_001);

        var rows = await table.QueryAsync<TableEntity>(select: ["RowKey"]).ToListAsync();

        Assert.Equal(1_001, rows.Count);
    }

    [Fact]
    public async Task A_filter_compares_values_of_every_type()
    {
        var table = await azurite.CreateTableAsync();
        var id = Guid.NewGuid();
        await table.AddEntityAsync(new TableEntity("p", "r")
        {
            ["Text"] = "it's",
            ["Int"] = 5,
            ["Long"] = 5_000_000_000,
            ["Double"] = 2.5,
            ["Whole"] = 2.0,
            ["Yes"] = true,
            ["Id"] = id,
            ["Time"] = Noon,
        });

        FormattableString[] matching =
        [
            $"Text eq {"it's"}", $"Int ge {5} and Int lt {6}", $"Long eq {5_000_000_000}", $"Double gt {2.25}", $"Whole eq {2.0}",
            $"Yes eq {true}", $"Id eq {id}", $"Time eq {Noon}", $"Time le {Noon.UtcDateTime}", $"PartitionKey eq {"p"} and not (RowKey eq {"q"})",
        ];
        foreach (var filter in matching) Assert.Equal(1, await Count(table, filter));

        FormattableString[] other = [$"Text eq {"its"}", $"Int gt {5}", $"Yes eq {false}", $"Id eq {Guid.NewGuid()}", $"Time gt {Noon}"];
        foreach (var filter in other) Assert.Equal(0, await Count(table, filter));
    }

    [Fact]
    public async Task A_range_of_row_keys_holds_a_prefix()
    {
        var table = await azurite.CreateTableAsync();
        string[] rows = ["a:1", "v:1", "v:2", "x:1"];
        foreach (var row in rows) await table.AddEntityAsync(new TableEntity("p", row));

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"p"} and RowKey ge {"v:"} and RowKey lt {"v;"}");

        Assert.Equal(["v:1", "v:2"], await table.QueryAsync<TableEntity>(filter).Select(entity => entity.RowKey).ToListAsync());
    }

    [Fact]
    public void A_filters_values_are_quoted_and_escaped()
    {
        Assert.Equal("A eq 'it''s' and B eq 5L and C eq null", TableClient.CreateQueryFilter($"A eq {"it's"} and B eq {5L} and C eq {null}"));
        Assert.Equal("T gt datetime'2026-03-01T12:00:00Z'", TableClient.CreateQueryFilter($"T gt {Noon}"));
        Assert.Equal("G eq guid'00000000-0000-0000-0000-000000000000'", TableClient.CreateQueryFilter($"G eq {Guid.Empty}"));
    }

    private static async Task<int> Count(TableClient table, FormattableString filter) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter)).CountAsync();

    private static IEnumerable<string> Rows(int start, int count) => Enumerable.Range(start, count).Select(i => $"{i:0000}");

    private async Task<TableClient> FilledTable(int count)
    {
        var table = await azurite.CreateTableAsync();
        foreach (var chunk in Rows(0, count).Chunk(100))
        {
            await table.SubmitTransactionAsync(chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", row))));
        }
        return table;
    }
}
