using System.IO.Pipelines;
using System.Text.Json;
using PromptFunctions.Core.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Testing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Transfer;

/// <summary>Exports prompts. The versions are read as of one instant; their bodies are streamed one by one.</summary>
public sealed class ExportService(IPromptStore store, ITestStore tests, VersionReader reader)
{
    private const int MostAttempts = 5;
    private const int ReadAtOnce = 8;

    /// <summary>Reads all that an export needs but the bodies; 404 where there is no such prompt.</summary>
    public async Task<PromptExport> ReadAsync(string prompt, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var head = PromptHead.Require(await store.ReadHeadAsync(prompt, cancellationToken), prompt);
            var versions = await store.ListVersionsAsync(prompt, new(), cancellationToken).ToListAsync(cancellationToken);
            // A listing of several pages is no snapshot, so it counts only if the prompt did not change meanwhile.
            var after = await store.ReadHeadAsync(prompt, cancellationToken);
            if (after?.Prompt.StoreTag == head.Prompt.StoreTag) return new(head, await tests.ReadAsync(head.Prompt.Tests, cancellationToken), versions, await ContentsAsync(versions.Take(ReadAtOnce), cancellationToken));
            if (attempt == MostAttempts)
                throw new ProblemException(ProblemCodes.Throttled, $"'{prompt}' is being changed too busily for an export.") { RetryAfter = TimeSpan.FromSeconds(5) };
        }
    }

    /// <summary>Writes an export, version by version.</summary>
    public async Task WriteAsync(PromptExport export, PipeWriter output, CancellationToken cancellationToken)
    {
        var (prompt, route) = export.Head;
        await using var json = new Utf8JsonWriter(output, new() { Encoder = CoreJson.Options.Encoder });
        json.WriteStartObject();
        Member(json, "prompt", new ExportedPrompt
        {
            Name = prompt.Name,
            Type = prompt.Type,
            Format = prompt.Format,
            Description = prompt.Description,
            Tags = prompt.Tags,
            Metrics = prompt.Metrics,
            CreatedAt = prompt.CreatedAt,
            UpdatedAt = prompt.UpdatedAt,
        });
        Member(json, "labels", route.LabelVersions());
        Member(json, "branches", prompt.Branches.Where(branch => branch.Key != BranchRecord.Main).Select(Branch));
        Member(json, "tests", export.Tests.Tests);
        Member(json, "settings", prompt.Settings);
        Member(json, "earlierLive", route.EarlierLive);
        json.WriteStartArray("versions");
        foreach (var some in export.Versions.Chunk(ReadAtOnce))
        {
            var contents = some[0] == export.Versions[0] ? export.First : await ContentsAsync(some, cancellationToken);
            foreach (var (version, content) in some.Zip(contents))
            {
                JsonSerializer.Serialize(json, ExportedVersion.Of(version, content), CoreJson.Options);
                json.Flush();
                await output.FlushAsync(cancellationToken);
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        await output.FlushAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<PromptContent>> ContentsAsync(IEnumerable<VersionRecord> versions, CancellationToken cancellationToken) =>
        await Task.WhenAll(versions.Select(version => reader.ContentAsync(version, cancellationToken)));

    private static ExportedBranch Branch(KeyValuePair<string, BranchRecord> branch) => new()
    {
        Branch = branch.Key,
        Base = branch.Value.Base,
        Head = branch.Value.Head,
        Counter = branch.Value.Counter,
        Ahead = branch.Value.Ahead,
        CreatedAt = branch.Value.CreatedAt,
        CreatedBy = branch.Value.CreatedBy,
    };

    private static void Member<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, CoreJson.Options);
    }
}
