namespace PromptFunctions.Core.Templates;

/// <summary>A template would use more than a rendering may.</summary>
/// <param name="message">More of what.</param>
internal sealed class RenderLimitException(string message) : Exception(message);
