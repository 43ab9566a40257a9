namespace PromptFunctions.Dev.Processes;

/// <summary>How a program ended, and the lines that it printed.</summary>
internal sealed record ShellResult(int ExitCode, IReadOnlyList<string> Output)
{
    public bool Succeeded => ExitCode == 0;
}
