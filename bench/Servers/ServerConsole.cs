namespace PromptFunctions.Bench.Servers;

/// <summary>How a server process talks to the one that started it: an address first, then the bytes allocated for each line asked.</summary>
internal static class ServerConsole
{
    public static async Task<int> ServeAsync(Uri address)
    {
        await Console.Out.WriteLineAsync(address.ToString());
        while (await Console.In.ReadLineAsync() is not null) await Console.Out.WriteLineAsync($"{GC.GetTotalAllocatedBytes(precise: true)}");
        return 0;
    }
}
