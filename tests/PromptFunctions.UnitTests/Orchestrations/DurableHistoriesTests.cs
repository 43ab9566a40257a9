using Microsoft.DurableTask.Client;
using NSubstitute;
using PromptFunctions.Orchestrations;

namespace PromptFunctions.UnitTests.Orchestrations;

public sealed class DurableHistoriesTests
{
    private static readonly DateTimeOffset From = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DurableTaskClient client = Substitute.For<DurableTaskClient>("test");

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, true)]
    public async Task Only_what_is_over_and_was_created_in_the_window_is_purged_and_in_bounds(bool? isComplete, bool expected)
    {
        client.PurgeAllInstancesAsync(default!, default(PurgeInstanceOptions), default).ReturnsForAnyArgs(new PurgeResult(3, isComplete));
        client.PurgeAllInstancesAsync(default!, default(CancellationToken)).ReturnsForAnyArgs(new PurgeResult(3, isComplete));

        Assert.Equal((3, expected), await new DurableHistories(client).PurgeAsync(From, From.AddDays(1), CancellationToken.None));

        var filter = Assert.Single(client.ReceivedCalls().SelectMany(call => call.GetArguments()).OfType<PurgeInstancesFilter>().Distinct());
        Assert.Equal((From, From.AddDays(1)), (filter.CreatedFrom, filter.CreatedTo));
        Assert.Equal([OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated], filter.Statuses);
        Assert.InRange(filter.Timeout!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }
}
