namespace PromptFunctions.Webhooks;

/// <summary>An address may not be sent to.</summary>
internal sealed class TargetRefusedException() : Exception("Its address is not public.");
