using System.Diagnostics;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class RetryTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_throttled_or_failing_service_is_asked_again(int status)
    {
        var transport = new FaultyTransport(Fault.Status(status), Fault.Status(status));
        var table = await Table(transport);

        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(3, transport.Attempts);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again()
    {
        var transport = new FaultyTransport(Fault.LostConnection);
        var table = await Table(transport);

        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(2, transport.Attempts);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task The_service_says_how_long_to_wait(int status)
    {
        var transport = new FaultyTransport(Fault.Status(status, retryAfterSeconds: 1));
        var table = await Table(transport);
        var clock = Stopwatch.StartNew();

        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_transaction_is_sent_again_whole()
    {
        var transport = new FaultyTransport(Fault.Status(503));
        var table = await Table(transport);

        var answer = await table.SubmitTransactionAsync(
            Enumerable.Range(0, 3).Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i}"))));

        Assert.Equal(3, answer.Value.Count);
        Assert.Equal(2, transport.Attempts);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refused_request_is_not_sent_again(int status)
    {
        var transport = new FaultyTransport(Fault.Status(status));
        var table = await Table(transport);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(status, failure.Status);
        Assert.Equal(1, transport.Attempts);
    }

    [Fact]
    public async Task The_last_failure_is_told_when_retries_run_out()
    {
        var transport = new FaultyTransport(Enumerable.Repeat(Fault.Status(503), 10).ToArray());
        var table = await Table(transport);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal(503, failure.Status);
        Assert.Equal(4, transport.Attempts);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting()
    {
        var table = await Table(new FaultyTransport(Fault.Status(503, retryAfterSeconds: 60)));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AddEntityAsync(new TableEntity("p", "r"), soon.Token));
    }

    [Fact]
    public async Task A_blob_is_uploaded_again_whole()
    {
        var container = await azurite.CreateContainerAsync();
        var transport = new FaultyTransport(Fault.Status(503), Fault.LostConnection);
        var options = new BlobClientOptions { Transport = transport, Retry = { Delay = TimeSpan.FromMilliseconds(1) } };
        var blob = azurite.Blobs(options).GetBlobContainerClient(container.Name).GetBlobClient("b");

        await blob.UploadAsync(BinaryData.FromString("content"), new BlobUploadOptions());

        Assert.Equal("content", (await blob.DownloadContentAsync(CancellationToken.None)).Value.Content.ToString());
        Assert.Equal(4, transport.Attempts);
    }

    [Fact]
    public async Task Each_request_has_an_id_of_its_own_and_every_attempt_a_signature()
    {
        var transport = new FaultyTransport(Fault.Status(500));
        var table = await Table(transport);

        await table.AddEntityAsync(new TableEntity("p", "1"));
        await table.AddEntityAsync(new TableEntity("p", "2"));

        Assert.Equal(2, transport.Sent.Select(headers => headers["x-ms-client-request-id"]).Distinct().Count());
        Assert.All(transport.Sent, headers => Assert.StartsWith("SharedKey", headers["Authorization"], StringComparison.Ordinal));
        Assert.All(transport.Sent, headers => Assert.Equal("2020-12-06", headers["x-ms-version"]));
    }

    private async Task<TableClient> Table(HttpPipelineTransport transport)
    {
        var name = (await azurite.CreateTableAsync()).Name;
        var options = new TableClientOptions
        {
            Transport = transport,
            Retry = { Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1) },
        };
        return azurite.Tables(options).GetTableClient(name);
    }
}
