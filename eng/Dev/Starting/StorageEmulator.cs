using PromptFunctions.Azurite;

namespace PromptFunctions.Dev.Starting;

/// <summary>Azurite with this working copy's own data in <c>.azurite/</c>.</summary>
internal sealed class StorageEmulator : IAsyncDisposable
{
    private const int DefaultPortBase = 10000;
    private readonly AzuriteServer _server;

    private StorageEmulator(AzuriteServer server) => _server = server;

    public string ConnectionString => _server.ConnectionString;

    /// <summary>Completes, with what to tell the developer, when Azurite has ended by itself.</summary>
    public Task<string> Ended => field ??= EndedAsync();

    /// <summary>Two Azurites on the same files would spoil them: held until it is disposed.</summary>
    public static IDisposable ClaimData()
    {
        var file = Repository.PathOf("artifacts", "start.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DevException("another 'start' runs in this working copy, on the data in .azurite/: stop that one first", exitCode: 2);
        }
    }

    public static async Task<StorageEmulator> StartAsync(int? portBase)
    {
        var free = Enumerable.Range(portBase ?? DefaultPortBase, 3).All(Ports.IsFree);
        if (portBase is { } asked && !free)
            throw new DevException($"one of the ports {asked}–{asked + 2} is taken. Choose others with --storage-port-base, or leave it out to take free ones", exitCode: 2);
        if (!free)
            Terminal.Step($"Azurite's ports {DefaultPortBase}–{DefaultPortBase + 2} are taken: it gets free ones (--storage-port-base chooses)");

        var first = portBase ?? DefaultPortBase;
        var options = new AzuriteOptions { DataDirectory = Repository.PathOf(".azurite") };
        try
        {
            return new StorageEmulator(await AzuriteServer.StartAsync(
                free ? options with { BlobPort = first, QueuePort = first + 1, TablePort = first + 2 } : options));
        }
        catch (AzuriteException problem)
        {
            throw new DevException(problem.Message);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<string> EndedAsync()
    {
        await _server.Exited;
        return "Azurite ended unexpectedly; everything is stopped";
    }
}
