using System.ComponentModel.DataAnnotations;

namespace PromptFunctions.Core.Webhooks;

/// <summary>Settings of webhooks, in the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Webhooks";

    /// <summary>How many seconds a receiver has for its answer. 1 to 30, default 10.</summary>
    [Range(1, 30)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>Whether a webhook may lead to an address that is not public, and speak plain HTTP; default false. For development, and for networks where whoever may change a prompt may also reach what is there.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>The timeout as a time.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
