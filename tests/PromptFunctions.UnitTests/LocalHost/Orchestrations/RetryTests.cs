using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PromptFunctions.LocalHost.Orchestrations.Replay;

namespace PromptFunctions.UnitTests.LocalHost.Orchestrations;

public sealed class RetryTests
{
    [Fact]
    public void A_failure_is_thrown_with_its_details()
    {
        using var instance = new ReplayedInstance(async context =>
        {
            try
            {
                return await context.CallActivityAsync<string>("A");
            }
            catch (TaskFailedException e)
            {
                return $"{e.TaskName} {e.TaskId} {e.FailureDetails.ErrorType} {e.FailureDetails.InnerFailure!.ErrorMessage}";
            }
        }).Wake();

        instance.Fail(instance.Open.Single(), new ArgumentException("outer", new InvalidOperationException("inner"))).Wake();

        Assert.Equal("\"A 0 System.ArgumentException inner\"", instance.End);
    }

    [Fact]
    public void A_policy_waits_longer_each_time_up_to_its_longest_and_gives_up_after_its_attempts()
    {
        using var instance = Start(new RetryPolicy(5, TimeSpan.FromSeconds(10), 2, TimeSpan.FromSeconds(25)));

        Assert.Equal([10, 20, 25, 25], FailUntilItEnds(instance));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
        Assert.Contains("Failed on purpose", instance.End, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_gives_up_after_its_time()
    {
        using var instance = Start(new RetryPolicy(100, TimeSpan.FromSeconds(10), retryTimeout: TimeSpan.FromSeconds(25)));

        Assert.Equal([10, 10, 10], FailUntilItEnds(instance));
    }

    [Fact]
    public void A_policy_chooses_by_the_failure()
    {
        using var instance = Start(new RetryPolicy(5, TimeSpan.FromSeconds(10)) { HandleFailure = failure => !failure.IsCausedBy<InvalidOperationException>() });

        Assert.Empty(FailUntilItEnds(instance));
    }

    [Fact]
    public void A_retry_that_works_gives_its_result()
    {
        using var instance = Start(new RetryPolicy(5, TimeSpan.FromSeconds(10)));
        instance.Fail(instance.Open.Single(), new InvalidOperationException()).Wake();

        instance.Pass(TimeSpan.FromSeconds(10));
        instance.Complete(instance.Open.Single(), 7).Wake();

        Assert.Equal("7", instance.End);
    }

    [Fact]
    public void A_handler_decides_with_what_it_is_told_and_may_wait()
    {
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(retry.LastAttemptNumber), CancellationToken.None);
            return retry.LastAttemptNumber < 3 && retry.LastFailure.ErrorMessage == "Failed on purpose";
        });
        using var instance = new ReplayedInstance(async context => await context.CallActivityAsync<int>("A", options)).Wake();

        Assert.Equal([1, 2, 3], FailUntilItEnds(instance));
    }

    [Fact]
    public void An_activity_that_is_not_there_is_not_tried_again()
    {
        using var instance = Start(new RetryPolicy(5, TimeSpan.FromSeconds(10)));

        instance.Fail(instance.Open.Single(), new UnknownFunctionException("There is no activity named 'A'.")).Wake();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.Status);
    }

    private static ReplayedInstance Start(RetryPolicy policy) =>
        new ReplayedInstance(async context => await context.CallActivityAsync<int>("A", TaskOptions.FromRetryPolicy(policy))).Wake();

    /// <summary>Fails each attempt; gives the seconds that each wait took.</summary>
    private static List<int> FailUntilItEnds(ReplayedInstance instance)
    {
        List<int> waits = [];
        while (!instance.Instance.IsTerminal)
        {
            if (instance.Open.Count > 0)
                instance.Fail(instance.Open.Single(), new InvalidOperationException("Failed on purpose")).Wake();
            if (instance.Instance.WakeAt is not { } next)
                continue;
            waits.Add((int)(next - instance.Now).TotalSeconds);
            instance.Pass(next - instance.Now);
        }
        return waits;
    }
}
