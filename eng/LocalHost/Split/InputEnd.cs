namespace PromptFunctions.LocalHost.Split;

/// <summary>A child's standard input ends when its parent stops it, and also when the parent was killed.</summary>
internal static class InputEnd
{
    public static Task WaitAsync() => Task.Run(() =>
    {
        using var input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0)
            continue;
    });
}
