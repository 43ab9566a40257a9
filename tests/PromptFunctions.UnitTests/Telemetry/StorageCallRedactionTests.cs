using System.Diagnostics;
using PromptFunctions.Telemetry;

namespace PromptFunctions.UnitTests.Telemetry;

public sealed class StorageCallRedactionTests
{
    [Theory]
    [InlineData("https://a.table.core.windows.net/metrics(PartitionKey='p|1.0.0',RowKey='u:0123abc')?$format=json", "https://a.table.core.windows.net/metrics(PartitionKey='p|1.0.0',RowKey='REDACTED')?$format=json")]
    [InlineData("http://127.0.0.1/a/prompts(PartitionKey='p',RowKey='it''s (one)')", "http://127.0.0.1/a/prompts(PartitionKey='p',RowKey='REDACTED')")]
    [InlineData("http://127.0.0.1/a/$batch", "http://127.0.0.1/a/$batch")]
    public void A_rows_key_is_taken_out_and_its_table_and_partition_stay(string address, string redacted)
    {
        using var redaction = new StorageCallRedaction();
        foreach (var tag in (string[])["url.full", "http.url"])
        {
            using var span = new Activity("call").SetTag(tag, address);
            redaction.OnEnd(span);

            Assert.Equal(redacted, span.GetTagItem(tag));
        }
    }
}
