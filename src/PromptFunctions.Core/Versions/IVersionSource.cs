namespace PromptFunctions.Core.Versions;

/// <summary>Where versions are read from.</summary>
public interface IVersionSource
{
    /// <summary>One version; null where there is none. One storage call.</summary>
    Task<VersionRecord?> ReadVersionAsync(string prompt, VersionNumber version, CancellationToken cancellationToken);

    /// <summary>The number of a prompt's live version; null where nothing is live. One storage call.</summary>
    Task<VersionNumber?> ReadLiveAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>A prompt's versions, highest first.</summary>
    IAsyncEnumerable<VersionRecord> ListVersionsAsync(string prompt, VersionQuery query, CancellationToken cancellationToken);
}
