using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptFunctions.LocalHost.Orchestrations.Dispatch;
using PromptFunctions.LocalHost.Orchestrations.Storage;

namespace PromptFunctions.LocalHost.Orchestrations;

/// <summary>
/// Drives the hub's orchestrations while this host has the lease, and stands by while another has it. From when the
/// host listens until it stops.
/// </summary>
/// <param name="signals">The hub's lease, and what other processes say.</param>
/// <param name="driver">Where the clients of this process find what drives the hub.</param>
/// <param name="createDispatcher">Makes what drives the hub.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Where failures of the engine's own go.</param>
internal sealed class OrchestrationEngine(
    HubSignals signals, LocalDriver driver, Func<InstanceDispatcher> createDispatcher, TimeProvider clock, ILogger logger)
    : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly HubOwner _self = HubOwner.NewHost();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        var backoff = new Backoff(clock);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var state = await signals.ReadAsync(_stopping.Token);
                if (await signals.TryTakeLeaseAsync(_self, state, _stopping.Token))
                    await DriveAsync();
                backoff.Reset();
                await Task.Delay(PollInterval, clock, _stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // The host stops.
            }
            catch (Exception e)
            {
                logger.LogError(e, "The orchestrations' storage cannot be reached; it is tried again.");
                await backoff.WaitAsync(_stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Drives the hub until the host stops, or the lease is another's.</summary>
    private async Task DriveAsync()
    {
        await using (var dispatcher = createDispatcher())
        {
            driver.Current = dispatcher; // before the scan: a message is seen by it, or is told here
            try
            {
                await dispatcher.BeginAsync(_stopping.Token);
                await ListenAsync(dispatcher);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                // Stopping takes storage calls of its own, below.
            }
            finally
            {
                driver.Current = null;
            }
        }
        await signals.ReleaseLeaseAsync(_self, CancellationToken.None);
    }

    private async Task ListenAsync(InstanceDispatcher dispatcher)
    {
        var backoff = new Backoff(clock);
        while (true)
        {
            try
            {
                var state = await signals.ReadAsync(_stopping.Token);
                if (state.Owner != _self)
                {
                    logger.LogError("The lease on the orchestrations is gone; {Owner} has it.", state.Owner);
                    return;
                }
                foreach (var (_, instanceId) in state.Signals)
                    dispatcher.Wake(instanceId, hasUnread: true);
                await signals.RemoveAsync(state.Signals.Select(signal => signal.Key), _stopping.Token);
                backoff.Reset();
                await Task.Delay(PollInterval, clock, _stopping.Token);
            }
            catch (Exception e) when (!_stopping.IsCancellationRequested)
            {
                logger.LogError(e, "The signals of other processes cannot be read; it is tried again.");
                await backoff.WaitAsync(_stopping.Token);
            }
        }
    }
}
