using System.Text.Json;
using System.Text.Json.Serialization;
using PromptFunctions.Bench.Servers;

namespace PromptFunctions.Bench.Metrics;

/// <summary>Batches as requests: in memory, and as a script that has wrk post them by turns.</summary>
internal sealed class PostedBatches : IDisposable
{
    private const int Different = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bench-metrics-");

    public PostedBatches(int points)
    {
        var source = new PointSource();
        var batches = Enumerable.Range(0, Different).Select(_ => source.Take(points)).ToList();
        Partitions = [.. batches.Select(batch => batch.Select(point => (point.Prompt, point.Version)).Distinct().Count())];
        Bodies = [.. batches.Select(batch => JsonSerializer.SerializeToUtf8Bytes(new BareBatch(null, batch), Json))];
        Script = Path.Combine(folder.FullName, "post.lua");
        for (var i = 0; i < Different; i++) File.WriteAllBytes(FileOf(i), Bodies[i]);
        File.WriteAllText(Script, Lua());
    }

    /// <summary>The file of the script.</summary>
    public string Script { get; }

    /// <summary>The requests' bodies. They have no batch id, so that each request is a new batch.</summary>
    public IReadOnlyList<byte[]> Bodies { get; }

    /// <summary>How many versions, each of which is a partition, the points of each body are of.</summary>
    public IReadOnlyList<int> Partitions { get; }

    public void Dispose() => folder.Delete(recursive: true);

    private string FileOf(int batch) => Path.Combine(folder.FullName, $"{batch}.json");

    // The requests are made before the run; a turn only picks one.
    private string Lua() =>
        $$"""
        local requests, turn = {}, 0

        function init()
          for _, name in ipairs({ {{string.Join(", ", Enumerable.Range(0, Different).Select(i => $"[[{FileOf(i)}]]"))}} }) do
            local file = io.open(name, "rb")
            requests[#requests + 1] = wrk.format("POST", "/api/metrics", { ["Content-Type"] = "application/json" }, file:read("*a"))
            file:close()
          end
        end

        function request()
          turn = turn % #requests + 1
          return requests[turn]
        end

        """;
}
