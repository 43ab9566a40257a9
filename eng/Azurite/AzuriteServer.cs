namespace PromptFunctions.Azurite;

/// <summary>
/// Azure Storage on this machine: Azurite's blob, queue and table services on the loopback address, in a
/// process that ends with this one.
/// </summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private readonly TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string dataDirectory;
    private readonly bool ownsData;
    private AzuriteProcess process;

    private AzuriteServer(AzuriteProcess process, string dataDirectory, bool ownsData)
    {
        this.process = process;
        this.dataDirectory = dataDirectory;
        this.ownsData = ownsData;
        _ = Watch(process);
    }

    /// <summary>The port of the blob service.</summary>
    public int BlobPort => process.Ports.Blob;

    /// <summary>The port of the queue service.</summary>
    public int QueuePort => process.Ports.Queue;

    /// <summary>The port of the table service.</summary>
    public int TablePort => process.Ports.Table;

    /// <summary>The connection string of the development account, with the address of each service.</summary>
    public string ConnectionString => DevelopmentAccount.ConnectionString(process.Ports);

    /// <summary>Completes when Azurite ends without having been told to.</summary>
    public Task Exited => exited.Task;

    /// <summary>Starts Azurite. It answers on all ports when the task completes.</summary>
    /// <exception cref="AzuriteException">Node.js or the npm packages are missing, a port is taken, or Azurite ended.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteOptions? options = null)
    {
        options ??= new AzuriteOptions();
        var ownsData = options.DataDirectory is null;
        var data = options.DataDirectory ?? Directory.CreateTempSubdirectory("azurite-").FullName;
        try
        {
            var process = await AzuriteProcess.StartAsync(data, new AzuritePorts(options.BlobPort, options.QueuePort, options.TablePort));
            return new AzuriteServer(process, data, ownsData);
        }
        catch (AzuriteException) when (ownsData)
        {
            Directory.Delete(data, recursive: true);
            throw;
        }
    }

    /// <summary>Lets Azurite write what it holds in memory, and ends it.</summary>
    public Task StopAsync() => process.StopAsync();

    /// <summary>
    /// Ends Azurite at once, as a power failure would. It saves its data only every few seconds: what it stored
    /// just before may be gone.
    /// </summary>
    public void Kill() => process.Kill();

    /// <summary>Starts Azurite again, on the same ports and with the same data. One that runs is stopped first.</summary>
    /// <exception cref="AzuriteException">As for <see cref="StartAsync"/>.</exception>
    public async Task RestartAsync()
    {
        var ports = process.Ports;
        await process.StopAsync();
        process.Dispose();
        process = await AzuriteProcess.StartAsync(dataDirectory, ports);
        _ = Watch(process);
    }

    /// <summary>Stops Azurite, and removes its data where it is a temporary folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
        if (ownsData) Directory.Delete(dataDirectory, recursive: true);
    }

    private async Task Watch(AzuriteProcess started)
    {
        if (await started.EndedByItself) exited.TrySetResult();
    }
}
