namespace PromptFunctions.Core.Rendering;

/// <summary>Why a content cannot be put together with what it includes.</summary>
/// <param name="Code">What kind of fault it is, see <see cref="IncludeFaultCodes"/>.</param>
/// <param name="Message">What it is, for people.</param>
/// <param name="Prompt">The prompt among the content's own dependencies that leads there.</param>
public sealed record IncludeFault(string Code, string Message, string Prompt);
