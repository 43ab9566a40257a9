using PromptFunctions.Core.Common;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;

namespace PromptFunctions.Core.Versions;

/// <summary>Finds versions by what a path or query calls them: a number, <c>latest</c>, <c>production</c> or a label.</summary>
public sealed class VersionReader(IPromptStore store, IBodyStore bodies)
{
    /// <summary>The version that a selector means; 404 where there is none.</summary>
    public async Task<VersionRecord> FindAsync(string prompt, string selector, CancellationToken cancellationToken)
    {
        if (VersionNumber.TryParse(selector, out var exact)) return await ReadAsync(prompt, exact, cancellationToken);
        var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        return await ReadAsync(prompt, Resolve(head, selector), cancellationToken);
    }

    /// <summary>An exact version that fits a head; 404 where there is none.</summary>
    /// <exception cref="StaleReadException">The head was changed in between, so all has to be read again.</exception>
    public async Task<VersionRecord> ReadAsync(PromptHead head, VersionNumber version, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(head.Prompt.Name, version, cancellationToken);
        head.RequireSameInstant(found);
        return found;
    }

    /// <summary>An exact version; 404 where there is none.</summary>
    public async Task<VersionRecord> ReadAsync(string prompt, VersionNumber version, CancellationToken cancellationToken)
    {
        if (await store.ReadVersionAsync(prompt, version, cancellationToken) is { } found) return found;
        PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
        throw Unknown(prompt, version.ToString());
    }

    /// <summary>A version's content.</summary>
    public async Task<PromptContent> ContentAsync(VersionRecord version, CancellationToken cancellationToken) =>
        await ContentAsync(version.Format, version.ContentHash, cancellationToken);

    /// <summary>The content with a hash.</summary>
    public async Task<PromptContent> ContentAsync(ContentFormat format, string hash, CancellationToken cancellationToken) =>
        PromptContent.OfBytes(format, (await bodies.GetAsync(hash, cancellationToken)).Span);

    /// <summary>The number of the version that a selector means in this head; 404 where it means none.</summary>
    public static VersionNumber Resolve(PromptHead head, string selector)
    {
        var name = head.Prompt.Name;
        if (VersionNumber.TryParse(selector, out var exact)) return exact;
        switch (selector)
        {
            case VersionSelector.Latest:
                return head.Prompt.Main.Head ?? throw Unknown(name, selector);
            case VersionSelector.Production:
                return head.Route.Live?.Version ?? throw new ProblemException(ProblemCodes.NoLiveVersion, $"'{name}' has no live version.");
            default:
                if (!Names.IsName(selector)) throw ProblemException.Invalid("version", $"must be {VersionNumber.Form}, latest, production, or a label.");
                return head.Route.Labels.TryGetValue(selector, out var labelled)
                    ? labelled.Version
                    : throw new ProblemException(ProblemCodes.UnknownLabel, $"'{name}' has no label '{selector}'.");
        }
    }

    /// <summary>A 404 for a version.</summary>
    public static ProblemException Unknown(string prompt, string version) =>
        new(ProblemCodes.UnknownVersion, $"There is no version '{version}' of '{prompt}'.");
}
