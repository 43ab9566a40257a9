using Azure.Core;
using Azure.Data.Tables;
using PromptFunctions.Azurite;
using PromptFunctions.IntegrationTests.Resilience.Support;

namespace PromptFunctions.IntegrationTests.Resilience;

public sealed class DirectoryRepairTests : IAsyncLifetime
{
    private const string Partition = "names";

    private readonly ShiftedClock clock = new();
    private AzuriteServer? azurite;
    private TestApp? app;

    private Api Api => app!.Api;

    private TableClient Names => new TableServiceClient(azurite!.ConnectionString).GetTableClient("names");

    public async Task InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync();
        app = await TestApp.StartAsync(azurite.ConnectionString, clock: clock, withTimers: true);
        (await Api.PutAsync("prompts/present", new { type = "report", tags = new[] { "kept" } })).Expect(201);
    }

    public async Task DisposeAsync()
    {
        await app!.DisposeAsync();
        await azurite!.DisposeAsync();
    }

    [Fact]
    public async Task An_entry_whose_prompt_never_came_is_not_listed_and_is_removed_after_a_day()
    {
        await DieBeforeCommitAsync(new(HttpMethod.Put, "prompts/never", new { type = "report" }));
        Assert.True(await ExistsAsync("never"));
        Assert.Equal(["present"], await ListedAsync("prompts"));
        Assert.Equal(["present"], await ListedAsync("prompts?type=report"));

        clock.Ahead = TimeSpan.FromHours(23);
        await RepairAsync();
        Assert.True(await ExistsAsync("never"));

        clock.Ahead = TimeSpan.FromHours(25);
        await RepairAsync();
        Assert.False(await ExistsAsync("never"));
        Assert.Equal(["present"], await ListedAsync("prompts"));
    }

    [Fact]
    public async Task An_entry_that_ran_ahead_of_its_prompt_hides_nothing_and_is_put_right()
    {
        var before = await StoredAsync("present");
        await DieBeforeCommitAsync(new(HttpMethod.Put, "prompts/present", new { type = "rag", tags = new[] { "lost" } }));
        Assert.NotEqual(before, await StoredAsync("present"));
        await PresentAsync();

        clock.Ahead = TimeSpan.FromHours(1);
        await RepairAsync();

        Assert.Equal(before, await StoredAsync("present"));
        await PresentAsync();
    }

    [Fact]
    public async Task A_prompt_whose_first_making_died_is_listed_when_it_is_made_again()
    {
        await DieBeforeCommitAsync(new(HttpMethod.Put, "prompts/later", new { type = "report" }));
        (await Api.PutAsync("prompts/later", new { type = "rag" })).Expect(201);

        clock.Ahead = TimeSpan.FromHours(25);
        await RepairAsync();

        Assert.Equal(["later"], await ListedAsync("prompts?type=rag"));
    }

    private async Task PresentAsync()
    {
        foreach (var query in new[] { "", "?type=report", "?tag=kept" }) Assert.Equal(["present"], await ListedAsync("prompts" + query));
        foreach (var query in new[] { "?type=rag", "?tag=lost" }) Assert.Empty(await ListedAsync("prompts" + query));
    }

    /// <summary>What an entry says, without when it was written.</summary>
    private async Task<string> StoredAsync(string name)
    {
        var entry = (await Names.GetEntityAsync<TableEntity>(Partition, name)).Value;
        return string.Join(' ', entry.Where(property => property.Key is not ("odata.etag" or "Timestamp")).OrderBy(property => property.Key, StringComparer.Ordinal));
    }

    private Task RepairAsync() => app!.Host.RunTimerAsync("RepairDirectory");

    private async Task<List<string>> ListedAsync(string path) => (await Api.ListAsync(path)).ConvertAll(prompt => prompt["name"]!.GetValue<string>());

    private async Task<bool> ExistsAsync(string name) => (await Names.GetEntityIfExistsAsync<TableEntity>(Partition, name)).HasValue;

    private async Task DieBeforeCommitAsync(ApiRequest call)
    {
        var script = new StorageScript { Before = request => IsCommit(request) ? throw new ProcessDiedException() : Task.CompletedTask };
        (await Api.SendAsync(call with { Script = script })).Expect(500);
    }

    private static bool IsCommit(Request request) => request.Uri.ToString().EndsWith("$batch", StringComparison.Ordinal);
}
