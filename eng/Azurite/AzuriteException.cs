namespace PromptFunctions.Azurite;

/// <summary>Azurite could not be started. The message says why and what to do.</summary>
public sealed class AzuriteException(string message, Exception? innerException = null) : Exception(message, innerException);
