namespace PromptFunctions.Core.Routing;

/// <summary>A label that was set.</summary>
/// <param name="Label">The label as it is now.</param>
/// <param name="Created">Whether it is new.</param>
public sealed record LabelSaved(LabelView Label, bool Created);
