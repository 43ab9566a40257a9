namespace PromptFunctions.Core.Testing;

/// <summary>A model could not be asked, or did not answer.</summary>
/// <param name="message">Why, for people. It holds no secret.</param>
/// <param name="inner">The cause.</param>
public sealed class CompletionFailedException(string message, Exception? inner = null) : Exception(message, inner);
