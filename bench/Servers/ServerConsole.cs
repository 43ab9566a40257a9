namespace PromptFunctions.Bench.Servers;

/// <summary>How a server process talks to the one that started it: an address first, then a number for each question, which is a line.</summary>
internal static class ServerConsole
{
    /// <summary>Asks for the bytes that were allocated so far.</summary>
    public const string Allocated = "allocated";

    /// <summary>Asks for the bytes that are in use after a collection.</summary>
    public const string InUse = "in use";

    /// <summary>Tells the address and answers questions, until there are no more.</summary>
    /// <param name="address">Where the server listens.</param>
    /// <param name="figures">Further questions that it answers.</param>
    public static async Task<int> ServeAsync(Uri address, params (string Question, Func<Task<long>> Answer)[] figures)
    {
        await Console.Out.WriteLineAsync(address.ToString());
        while (await Console.In.ReadLineAsync() is { } question) await Console.Out.WriteLineAsync($"{await AnswerAsync(question, figures)}");
        return 0;
    }

    private static Task<long> AnswerAsync(string question, (string Question, Func<Task<long>> Answer)[] figures) => question switch
    {
        Allocated => Task.FromResult(GC.GetTotalAllocatedBytes(precise: true)),
        InUse => Task.FromResult(GC.GetTotalMemory(forceFullCollection: true)),
        _ => figures.Single(figure => figure.Question == question).Answer(),
    };
}
