namespace PromptFunctions.IntegrationTests.Support;

/// <summary>What a <see cref="FakeModel"/> was asked.</summary>
public sealed record FakeModelCall(string Method, string? Path, string Authorization, string? ContentType, long? Length, string Body, DateTimeOffset At);
