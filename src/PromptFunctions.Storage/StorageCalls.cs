using System.Runtime.CompilerServices;
using Azure;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Storage;

/// <summary>The one place where failures to reach storage become the product's own problem.</summary>
internal static class StorageCalls
{
    /// <summary>Makes a call; 503 where storage does not answer.</summary>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (IsUnavailable(e, cancellationToken))
        {
            throw ProblemException.StorageUnavailable(e);
        }
    }

    /// <summary>Reads a listing; 503 where storage does not answer.</summary>
    public static async IAsyncEnumerable<T> RunAsync<T>(IAsyncEnumerable<T> listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = listing.GetAsyncEnumerator(cancellationToken);
        while (await RunAsync(async () => await items.MoveNextAsync(), cancellationToken)) yield return items.Current;
    }

    private static bool IsUnavailable(Exception e, CancellationToken cancellationToken) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 401 or 403 or 408 or 429 or >= 500 || failed.ErrorCode is "TableBeingDeleted" or "ContainerBeingDeleted",
        AggregateException several => several.InnerExceptions.All(inner => IsUnavailable(inner, cancellationToken)),
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        IOException or HttpRequestException => true,
        Azure.Identity.AuthenticationFailedException => true,
        _ => false,
    };
}
