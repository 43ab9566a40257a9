using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A prompt's first line: the two rows that everything else hangs on.</summary>
public sealed record PromptLine() : BackupLine(Name)
{
    /// <summary>Its kind.</summary>
    public const string Name = "prompt";

    /// <summary>The prompt, with its branches.</summary>
    public required PromptRecord Prompt { get; init; }

    /// <summary>What of it is served.</summary>
    public required RouteRecord Route { get; init; }

    /// <summary>The line of a head: without what only its store knows, and without webhooks, whose secrets leave the service for nobody.</summary>
    public static PromptLine Of(PromptHead head) => new()
    {
        Prompt = head.Prompt with { StoreTag = null, Imports = [], RestoredFrom = null, Webhooks = new Dictionary<string, WebhookSubscription>() },
        Route = head.Route with { StoreTag = null },
    };
}
