namespace PromptFunctions.Core.Versions;

/// <summary>Something worth knowing about a content.</summary>
/// <param name="Code">What kind it is.</param>
/// <param name="Message">What it is, for people.</param>
/// <param name="Line">Where in the content, from 1; null for the content as a whole.</param>
/// <param name="Column">Where in the line, from 1.</param>
public sealed record Finding(string Code, string Message, int? Line = null, int? Column = null);
