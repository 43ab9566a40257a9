using Microsoft.Extensions.Hosting;

namespace PromptFunctions.LocalHost.Hosting;

/// <summary>Leaves the process's signals alone: they belong to the command line, and in a test to the test runner.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
