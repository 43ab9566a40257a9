using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Webhooks;

/// <summary>The body that has dead letters delivered after all.</summary>
public sealed record ReplayDeadLettersRequest : IAuthored
{
    private const int MostIds = 100;

    /// <summary>The events, 1 to 100; all of them where none is named.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Who does it, where nobody is signed in.</summary>
    public string? Author { get; init; }

    /// <summary>Checks the body.</summary>
    public void Validate()
    {
        var checks = new RequestChecks();
        RequestChecks.Text("reason", Reason);
        RequestChecks.Text("author", Author);
        checks.Require(Ids is null or { Count: >= 1 and <= MostIds }, "ids", $"must be 1 to {MostIds}; leave it out for all.");
        for (var i = 0; i < Ids?.Count && i < MostIds; i++) checks.Require(Ids[i] is { } id && Ulid.IsUlid(id), $"ids[{i}]", "must be an event's id.");
        checks.ThrowIfAny();
    }
}
