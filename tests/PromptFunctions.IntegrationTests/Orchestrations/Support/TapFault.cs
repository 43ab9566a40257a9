namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>How a storage call fails.</summary>
public enum TapFault
{
    None,
    NotSent,
    AnswerLost,
}
