namespace PromptFunctions.Core.Templates;

/// <summary>What is wrong with a template.</summary>
/// <param name="Code">What kind of fault it is, see <see cref="TemplateFaultCodes"/>.</param>
/// <param name="Message">What it is, for people. It never repeats more of the template than names.</param>
/// <param name="Offset">Where in the template, in characters from 0.</param>
public sealed record TemplateFault(string Code, string Message, int Offset);
