namespace PromptFunctions.Dev;

/// <summary>A problem that the developer can act on: its message is all they see.</summary>
internal sealed class DevException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode => exitCode;
}
