using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Webhooks;

/// <summary>The body that sets a webhook. Members left out keep their value.</summary>
public sealed record PutWebhookRequest : IAuthored
{
    private const int UrlCharacters = 2_048;
    private const int LeastSecret = 16;
    private const int MostSecret = 256;

    /// <summary>Where to; required for a new one.</summary>
    public string? Url { get; init; }

    /// <summary>What the receiver knows the sender by, 16 to 256 characters; required for a new one. It is never shown.</summary>
    public string? Secret { get; init; }

    /// <summary>What it is told of; of everything, where a new one does not say.</summary>
    public IReadOnlyList<WebhookEventType>? Events { get; init; }

    /// <summary>Whether it is told of anything; a new one is.</summary>
    public bool? Enabled { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body; gives the address, if there is one.</summary>
    public Uri? Validate()
    {
        var checks = new RequestChecks();
        RequestChecks.Text("description", Description);
        RequestChecks.Text("author", Author);
        checks.Require(Secret is null or { Length: >= LeastSecret and <= MostSecret }, "secret", $"must have {LeastSecret} to {MostSecret} characters.");
        checks.Require(Events is not { Count: 0 }, "events", "must name one at least. To be told of nothing for a while, set enabled to false.");
        Uri? url = null;
        if (Url is not null)
        {
            var isUrl = Url.Length <= UrlCharacters && Uri.TryCreate(Url, UriKind.Absolute, out url) && url.Scheme is "https" or "http" && url.Host.Length > 0;
            checks.Require(isUrl, "url", $"must be an absolute https address of at most {UrlCharacters:N0} characters.");
            checks.Require(!isUrl || (url!.UserInfo.Length == 0 && url.Fragment.Length == 0), "url", "must have neither a user nor a fragment: sign in by the signature.");
        }
        checks.ThrowIfAny();
        return url;
    }

    /// <summary>The webhook as it is asked for; 400 where something is missing.</summary>
    /// <param name="old">The webhook as it is; null for a new one.</param>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="id">The webhook's name.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">When.</param>
    public WebhookRecord ApplyTo(WebhookRecord? old, string prompt, string id, string by, DateTimeOffset now)
    {
        var checks = new RequestChecks();
        checks.Require((Url ?? old?.Url) is not null, "url", "is required for a new webhook.");
        checks.Require((Secret ?? old?.Secret) is not null, "secret", "is required for a new webhook.");
        checks.ThrowIfAny();
        return new()
        {
            Prompt = prompt,
            Id = id,
            Key = old?.Key ?? Ulid.New(now),
            Url = Url ?? old!.Url,
            Secret = Secret ?? old!.Secret,
            Events = Events is null ? old?.Events ?? Enum.GetValues<WebhookEventType>() : [.. Events.Distinct().Order()],
            Enabled = Enabled ?? old?.Enabled ?? true,
            Description = Description ?? old?.Description,
            CreatedAt = old?.CreatedAt ?? now,
            CreatedBy = old?.CreatedBy ?? by,
            UpdatedAt = now,
            Replay = old?.Replay,
            StoreTag = old?.StoreTag,
        };
    }

    /// <summary>Nothing of it: the secret must not come into a log.</summary>
    public override string ToString() => nameof(PutWebhookRequest);
}
