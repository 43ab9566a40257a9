using Azure.Data.Tables;

namespace PromptFunctions.OrchestrationHost;

/// <summary>What the activities of a marathon leave behind: one row for each that was done, one for each time it was done.</summary>
public sealed class MarathonEffects(TableClient table)
{
    private const string Done = "done";
    private const string Runs = "runs";
    private const string Failed = "failed";

    public static string TableName(string? hub) => $"effects{hub}";

    public async Task AddAsync(string activity, long value)
    {
        await table.AddEntityAsync(new TableEntity(Runs, $"{activity}:{Environment.ProcessId}:{Guid.NewGuid():N}"));
        await table.UpsertEntityAsync(new TableEntity(Done, activity) { ["Value"] = value }, TableUpdateMode.Replace);
    }

    /// <summary>False the first time.</summary>
    public async Task<bool> HasFailedAsync(string activity)
    {
        if ((await table.GetEntityIfExistsAsync<TableEntity>(Failed, activity)).HasValue)
            return true;
        await table.UpsertEntityAsync(new TableEntity(Failed, activity), TableUpdateMode.Replace);
        return false;
    }

    public Task CreateAsync() => table.CreateIfNotExistsAsync();

    /// <summary>The effect of each activity.</summary>
    public async Task<Dictionary<string, long>> ReadAsync()
    {
        Dictionary<string, long> effects = [];
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{Done}'"))
            effects.Add(row.RowKey, row.GetInt64("Value")!.Value);
        return effects;
    }

    /// <summary>Activity and process of each run that was begun.</summary>
    public async Task<List<(string Activity, string Process)>> ReadRunsAsync()
    {
        List<(string, string)> runs = [];
        await foreach (var row in table.QueryAsync<TableEntity>($"PartitionKey eq '{Runs}'"))
            runs.Add((row.RowKey.Split(':')[0], row.RowKey.Split(':')[1]));
        return runs;
    }
}
