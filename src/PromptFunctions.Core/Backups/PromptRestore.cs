using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Backups;

/// <summary>A prompt on its way back: what was restored of it so far, and what waits to be written together.</summary>
public sealed class PromptRestore(PromptRecord prompt, RouteRecord route, IStagedRestore staging, IBodyStore bodies)
{
    private const int MostRows = 100;
    private const int MostContents = 32;
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly HashSet<(string Kind, string Id)> seen = [];
    private readonly List<StagedRow> rows = [];
    private readonly List<PromptContent> contents = [];
    private long bytes;

    /// <summary>Its name.</summary>
    public string Name => Prompt.Name;

    /// <summary>The prompt.</summary>
    public PromptRecord Prompt { get; } = prompt;

    /// <summary>Its route.</summary>
    public RouteRecord Route { get; } = route;

    /// <summary>Its versions so far.</summary>
    public Dictionary<VersionNumber, KnownVersion> Versions { get; } = [];

    /// <summary>The hashes of the contents that its branches began with.</summary>
    public HashSet<string> Bases { get; } = [];

    /// <summary>The hash of its tests; null where it has none.</summary>
    public string? Tests { get; set; }

    /// <summary>Its deployments, and whether each is over.</summary>
    public Dictionary<string, bool> Deployments { get; } = [];

    /// <summary>Its experiments.</summary>
    public Dictionary<string, ExperimentRecord> Experiments { get; } = [];

    /// <summary>The experiments of which there are subjects.</summary>
    public HashSet<string> WithSubjects { get; } = [];

    /// <summary>Takes note of something that there is once; 400 where it was there before.</summary>
    public void Once(string path, string kind, string id)
    {
        if (!seen.Add((kind, id))) throw ProblemException.Invalid(path, $"{id} occurs twice.");
    }

    /// <summary>Checks that a document says that it is of this prompt.</summary>
    public void RequireOwn(string path, string prompt)
    {
        if (prompt != Name) throw ProblemException.Invalid(path, $"must be '{Name}'.");
    }

    /// <summary>Stores a row, and a version's content before it; together with others, so not at once.</summary>
    public Task StageAsync(StagedRow row, long size, CancellationToken cancellationToken, PromptContent? content = null)
    {
        rows.Add(row);
        if (content is not null) contents.Add(content);
        return GatherAsync(size, cancellationToken);
    }

    /// <summary>Stores a content that no row of its own names; together with others, so not at once.</summary>
    public Task StoreAsync(PromptContent content, CancellationToken cancellationToken)
    {
        contents.Add(content);
        return GatherAsync(content.Bytes.Length, cancellationToken);
    }

    /// <summary>Stores all that waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(contents.Select(content => bodies.PutAsync(content, cancellationToken)));
        if (rows.Count > 0) await staging.StageAsync(rows, cancellationToken);
        rows.Clear();
        contents.Clear();
        bytes = 0;
    }

    /// <summary>Checks that no other restore of the prompt began.</summary>
    public Task RequireTurnAsync(CancellationToken cancellationToken) => staging.RequireTurnAsync(cancellationToken);

    /// <summary>Lets everything be seen.</summary>
    public Task CommitAsync(string checksum, CancellationToken cancellationToken) => staging.CommitAsync(Prompt with { RestoredFrom = checksum }, Route, cancellationToken);

    private async Task GatherAsync(long size, CancellationToken cancellationToken)
    {
        bytes += size;
        if (rows.Count >= MostRows || contents.Count >= MostContents || bytes >= MostBytes) await FlushAsync(cancellationToken);
    }
}
