using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class BlobTests(AzuriteFixture azurite)
{
    private static readonly BlobUploadOptions CreateOnly = new() { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };

    [Fact]
    public async Task A_container_is_created_once_and_is_null_the_second_time()
    {
        var container = azurite.Blobs().GetBlobContainerClient(AzuriteFixture.UniqueName());
        Assert.False((await container.ExistsAsync()).Value);

        var first = await container.CreateIfNotExistsAsync();
        var second = await container.CreateIfNotExistsAsync();

        Assert.NotEqual(default, first.Value.ETag);
        Assert.Null(second);
        Assert.True((await container.ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_mebibyte_comes_back_byte_for_byte()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("body");
        var bytes = new byte[1024 * 1024];
        new Random(1).NextBytes(bytes);

        var written = (await blob.UploadAsync(BinaryData.FromBytes(bytes), CreateOnly)).Value;
        var read = (await blob.DownloadContentAsync(CancellationToken.None)).Value;

        Assert.Equal(bytes, read.Content.ToArray());
        Assert.Equal(written.ETag, read.Details.ETag);
        Assert.Equal(bytes.Length, read.Details.ContentLength);
    }

    [Fact]
    public async Task An_empty_blob_comes_back_empty()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("empty");

        await blob.UploadAsync(BinaryData.FromBytes(Array.Empty<byte>()), CreateOnly);

        Assert.Empty((await blob.DownloadContentAsync(CancellationToken.None)).Value.Content.ToArray());
    }

    [Fact]
    public async Task A_blob_that_exists_is_not_written_where_none_may()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("body");
        await blob.UploadAsync(BinaryData.FromString("first"), CreateOnly);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("second"), CreateOnly));

        Assert.Equal(409, failure.Status);
        Assert.Equal(BlobErrorCode.BlobAlreadyExists.ToString(), failure.ErrorCode);
        Assert.Equal("first", await Content(blob));
    }

    [Fact]
    public async Task A_blob_with_another_ETag_is_not_overwritten()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("body");
        var first = (await blob.UploadAsync(BinaryData.FromString("first"), new BlobUploadOptions())).Value.ETag;
        var onFirst = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = first } };
        await blob.UploadAsync(BinaryData.FromString("second"), onFirst);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(BinaryData.FromString("third"), onFirst));

        Assert.Equal(412, failure.Status);
        Assert.Equal(BlobErrorCode.ConditionNotMet.ToString(), failure.ErrorCode);
        Assert.Equal("second", await Content(blob));
    }

    [Fact]
    public async Task A_missing_blob_is_not_found()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("missing");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync(CancellationToken.None));

        Assert.Equal(404, failure.Status);
        Assert.Equal(BlobErrorCode.BlobNotFound.ToString(), failure.ErrorCode);
        Assert.False((await blob.ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_blob_in_a_missing_container_is_not_found()
    {
        var blob = azurite.Blobs().GetBlobContainerClient(AzuriteFixture.UniqueName()).GetBlobClient("missing");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => blob.DownloadContentAsync(CancellationToken.None));

        Assert.Equal(BlobErrorCode.ContainerNotFound.ToString(), failure.ErrorCode);
        Assert.False((await blob.ExistsAsync()).Value);
        Assert.False((await blob.DeleteIfExistsAsync()).Value);
    }

    [Fact]
    public async Task A_blob_is_deleted_once()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("body");
        await blob.UploadAsync(BinaryData.FromString("content"), CreateOnly);

        Assert.True((await blob.ExistsAsync()).Value);
        Assert.True((await blob.DeleteIfExistsAsync()).Value);
        Assert.False((await blob.DeleteIfExistsAsync()).Value);
        Assert.False((await blob.ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_blob_keeps_its_media_type()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("body.json");
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json; charset=utf-8" } };

        await blob.UploadAsync(BinaryData.FromString("{}"), options);

        Assert.Equal("application/json; charset=utf-8", (await blob.DownloadContentAsync(CancellationToken.None)).Value.Details.ContentType);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("folder/file.txt")]
    [InlineData("50%+1 #tag? & 'quote'")]
    [InlineData("日本語 é")]
    public async Task A_name_of_any_characters_works(string name)
    {
        var container = await azurite.CreateContainerAsync();
        var blob = container.GetBlobClient(name);

        await blob.UploadAsync(BinaryData.FromString(name), CreateOnly);

        Assert.Equal(name, blob.Name);
        Assert.Equal(name, await Content(blob));
        Assert.Equal([name], await Names(container, prefix: null));
    }

    [Fact]
    public async Task Blobs_are_listed_by_prefix_in_order()
    {
        var container = await azurite.CreateContainerAsync();
        string[] names = ["b/2", "a/1", "b/1"];
        foreach (var name in names) await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(name), CreateOnly);

        var items = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, "b/", CancellationToken.None).ToListAsync();

        Assert.Equal(["a/1", "b/1", "b/2"], await Names(container, prefix: null));
        Assert.Equal(["b/1", "b/2"], items.Select(item => item.Name));
        Assert.All(items, item => Assert.Equal(3, item.Properties.ContentLength));
    }

    [Fact]
    public async Task A_list_comes_in_pages()
    {
        var container = await azurite.CreateContainerAsync();
        for (var i = 0; i < 5; i++) await container.GetBlobClient($"{i}").UploadAsync(BinaryData.FromString("x"), CreateOnly);

        var pages = await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, CancellationToken.None).AsPages(pageSizeHint: 2).ToListAsync();

        Assert.Equal([2, 2, 1], pages.Select(page => page.Values.Count));
        Assert.Equal(["0", "1", "2", "3", "4"], pages.SelectMany(page => page.Values).Select(item => item.Name));
    }

    private static async Task<string> Content(BlobClient blob) =>
        (await blob.DownloadContentAsync(CancellationToken.None)).Value.Content.ToString();

    private static async Task<List<string>> Names(BlobContainerClient container, string? prefix) =>
        await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, CancellationToken.None).Select(item => item.Name).ToListAsync();
}
