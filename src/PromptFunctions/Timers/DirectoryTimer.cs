using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Timers;

/// <summary>Keeps the directory of prompts in line with the prompts.</summary>
public sealed class DirectoryTimer(DirectoryRepair directory, ILogger<DirectoryTimer> logger)
{
    /// <summary>Runs once an hour.</summary>
    [Function("RepairDirectory")]
    public async Task RepairDirectory([TimerTrigger("0 17 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var repaired = await directory.RunAsync(cancellationToken);
        if (repaired > 0) logger.LogInformation("{Count} entries of the directory were repaired.", repaired);
    }
}
