namespace PromptFunctions.OrchestrationHost;

/// <summary>What a marathon takes from round to round.</summary>
public sealed record MarathonState(int Round, long Sum);
