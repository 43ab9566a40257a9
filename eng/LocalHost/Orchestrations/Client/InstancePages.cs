using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PromptFunctions.LocalHost.Orchestrations.Client;

/// <summary>The answer to a query, read as it is asked for.</summary>
internal sealed class InstancePages(InstanceReader reader, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        reader.QueryAsync(query, continuationToken, pageSizeHint ?? query.PageSize);
}
