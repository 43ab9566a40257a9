namespace PromptFunctions.Core.Changes;

/// <summary>What a key was used for first.</summary>
/// <param name="RequestHash">The hash of that request's bytes.</param>
/// <param name="Answer">What it was answered.</param>
public sealed record StoredAnswer(string RequestHash, RecordedAnswer Answer);
