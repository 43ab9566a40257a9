using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace PromptFunctions.Bench.Backups;

/// <summary>Copies the same rows and contents from one account to another by bare storage calls, as many at once: what no backup can be faster than.</summary>
internal static class RawCopy
{
    private const int AtOnce = 32;
    private const int InTransaction = 100;

    public static async Task RunAsync(string from, string to)
    {
        var (source, target) = (new TableServiceClient(from).GetTableClient("prompts"), new TableServiceClient(to).GetTableClient("copied"));
        await target.CreateIfNotExistsAsync();
        var rows = new List<TableEntity>();
        await foreach (var row in source.QueryAsync<TableEntity>("PartitionKey ge ' '", 1000)) rows.Add(row);
        foreach (var some in rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(InTransaction)))
            await target.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));

        var (contents, copied) = (new BlobServiceClient(from, new BlobClientOptions()).GetBlobContainerClient("bodies"), new BlobServiceClient(to, new BlobClientOptions()).GetBlobContainerClient("copied"));
        await copied.CreateIfNotExistsAsync();
        var hashes = rows.Select(row => row.GetString("ContentHash")).OfType<string>().Distinct().Select(hash => hash["sha256:".Length..]);
        await Parallel.ForEachAsync(hashes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (hash, cancellation) =>
        {
            var content = await contents.GetBlobClient(hash).DownloadContentAsync(cancellation);
            await copied.GetBlobClient(hash).UploadAsync(content.Value.Content, new Azure.Storage.Blobs.Models.BlobUploadOptions(), cancellation);
        });
    }
}
