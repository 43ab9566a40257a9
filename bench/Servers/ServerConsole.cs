namespace PromptFunctions.Bench.Servers;

/// <summary>How a server process talks to the one that started it: an address first, then a number of bytes for each line.</summary>
internal static class ServerConsole
{
    /// <summary>Asks for all that was allocated so far.</summary>
    public const string Allocated = "allocated";

    /// <summary>Asks for what is in use after a collection.</summary>
    public const string InUse = "in use";

    public static async Task<int> ServeAsync(Uri address)
    {
        await Console.Out.WriteLineAsync(address.ToString());
        while (await Console.In.ReadLineAsync() is { } question)
            await Console.Out.WriteLineAsync($"{(question == InUse ? GC.GetTotalMemory(forceFullCollection: true) : GC.GetTotalAllocatedBytes(precise: true))}");
        return 0;
    }
}
