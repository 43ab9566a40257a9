using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class RolloutWatchdogTests : IDeploymentStore, IActiveDeployments
{
    private readonly ManualClock clock = new(Noon);
    private readonly EngineInMemory engine = new();
    private readonly Dictionary<string, DeploymentRecord> rows = [];
    private readonly Dictionary<RolloutReference, DateTimeOffset> entries = [];

    [Fact]
    public async Task What_is_late_is_driven_on_and_nothing_else()
    {
        Add("late", Holding());
        Add("soon", Holding("10 PT2H", "100"));
        Add("manual", Holding("10 manual", "100"));
        Add("paused", Paused(TimeSpan.Zero));
        Add("pending", Pending() with { Events = [new(Noon.AddMinutes(59), DeploymentEventKinds.Created, "", "ann")] });
        Add("guarded", Holding("10 manual", "100") with { Guardrails = [Guard()], EvaluatedAt = Noon.AddMinutes(50) });
        Add("looked at", Holding("10 manual", "100") with { Guardrails = [Guard()], EvaluatedAt = Noon.AddMinutes(60.5) });
        clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(3, await RunAsync());
        Assert.Equal(["revive p guarded stuck", "revive p late", "revive p pending"], engine.Told.Order(StringComparer.Ordinal));
        Assert.Equal(7, entries.Count);
    }

    [Theory]
    [InlineData(29.9, 0)]
    [InlineData(30, 1)]
    public async Task What_is_late_by_less_than_half_a_minute_is_on_its_way(double seconds, int late)
    {
        Add("d1", Holding());
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(seconds));

        Assert.Equal(late, await RunAsync());
    }

    [Theory]
    [InlineData(DeploymentStatus.Completed)]
    [InlineData(DeploymentStatus.Aborted)]
    [InlineData(DeploymentStatus.RolledBack)]
    [InlineData(DeploymentStatus.Failed)]
    public async Task An_entry_of_what_is_ended_is_removed(DeploymentStatus status)
    {
        Add("ended", In(status));
        Add("running", Holding());

        Assert.Equal(0, await RunAsync());
        Assert.Equal(["running"], entries.Keys.Select(rollout => rollout.Id));
    }

    [Fact]
    public async Task An_entry_without_a_deployment_is_removed_once_its_creation_must_be_over()
    {
        Add("orphan", null);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, await RunAsync());
        Assert.Single(entries);

        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(0, await RunAsync());
        Assert.Empty(entries);
        Assert.Empty(engine.Told);
    }

    [Fact]
    public async Task One_that_cannot_be_driven_on_does_not_keep_the_others_from_it()
    {
        foreach (var id in (string[])["a", "b", "c"]) Add(id, Holding());
        clock.Advance(TimeSpan.FromHours(2));
        var told = 0;
        engine.Answer = _ => Interlocked.Increment(ref told) == 2 ? throw new InvalidOperationException() : Task.CompletedTask;

        Assert.Equal(2, await RunAsync());
        Assert.Equal(["a", "b", "c"], engine.Told.Select(told => told.Split(' ')[2]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_hangs_does_not_keep_the_others_from_it()
    {
        foreach (var id in (string[])["a", "b", "c"]) Add(id, Holding());
        clock.Advance(TimeSpan.FromHours(2));
        var hanging = 0;
        engine.Answer = _ => Interlocked.Increment(ref hanging) == 1 ? Task.Delay(Timeout.Infinite, CancellationToken.None) : Task.CompletedTask;

        var round = RunAsync();
        for (var i = 0; i < 500 && engine.Told.Count < 3; i++) await Task.Delay(10);
        Assert.Equal(3, engine.Told.Count);
        clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(2, await round);
    }

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10, true)]
    public async Task What_does_not_stir_for_ten_minutes_is_stuck(double minutes, bool isStuck)
    {
        Add("d1", Holding());
        clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(minutes));

        await RunAsync();

        Assert.Equal([$"revive p d1{(isStuck ? " stuck" : "")}"], engine.Told);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public async Task A_gate_may_take_an_hour(double minutes, bool isStuck)
    {
        Add("d1", Pending() with { Events = [new(Noon, DeploymentEventKinds.Created, "", "ann")] });
        clock.Advance(TimeSpan.FromMinutes(minutes));

        await RunAsync();

        Assert.Equal([$"revive p d1{(isStuck ? " stuck" : "")}"], engine.Told);
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_round()
    {
        foreach (var i in Enumerable.Range(0, 50)) Add($"d{i}", Holding());
        clock.Advance(TimeSpan.FromHours(2));
        using var stopping = new CancellationTokenSource();
        engine.Answer = cancellation =>
        {
            stopping.Cancel();
            return Task.FromCanceled(cancellation);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(stopping.Token));
        Assert.InRange(engine.Told.Count, 1, 49);
    }

    Task<DeploymentRecord?> IDeploymentStore.ReadAsync(string prompt, string id, CancellationToken cancellationToken) => Task.FromResult(rows.GetValueOrDefault(id));

    IAsyncEnumerable<DeploymentRecord> IDeploymentStore.ListAsync(string prompt, string? after, int atOnce, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IDeploymentStore.TrySaveAsync(DeploymentRecord deployment, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IActiveDeployments.AddAsync(RolloutReference rollout, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IActiveDeployments.RemoveAsync(RolloutReference rollout, CancellationToken cancellationToken)
    {
        entries.Remove(rollout);
        return Task.CompletedTask;
    }

    async IAsyncEnumerable<(RolloutReference Rollout, DateTimeOffset AddedAt)> IActiveDeployments.ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (rollout, addedAt) in entries.ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return (rollout, addedAt);
        }
    }

    private void Add(string id, DeploymentRecord? deployment)
    {
        entries.Add(new("p", id), Noon);
        if (deployment is not null) rows.Add(id, deployment with { Id = id });
    }

    private Task<int> RunAsync(CancellationToken cancellationToken = default) =>
        new RolloutWatchdog(this, this, Options.Create(new RolloutOptions()), NullLogger<RolloutWatchdog>.Instance, clock).RunAsync(engine, cancellationToken);
}
