namespace Azure.Storage;

/// <summary>Pages fetched one by one, each from where the page before it ended.</summary>
internal sealed class ContinuedPages<T>(
    Func<string, int?, CancellationToken, Task<Page<T>>> fetch,
    int? pageSize,
    CancellationToken cancellationToken) : AsyncPageable<T>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await fetch(continuationToken, pageSizeHint ?? pageSize, CancellationToken);
            yield return page;
            continuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuationToken));
    }
}
