namespace PromptFunctions.LocalHost;

/// <summary>Something that whoever started the host can put right, said in one line: a taken port, a broken schedule.</summary>
public sealed class LocalHostException(string message, Exception? innerException = null)
    : Exception(message, innerException);
