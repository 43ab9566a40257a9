namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>What an instance is yet to be told. It lies in storage until the wake-up that takes it into the history is committed.</summary>
/// <param name="Key">Its row key: messages are taken in the order of their keys.</param>
/// <param name="Generation">The generation that it is for, or <see cref="AnyGeneration"/>.</param>
/// <param name="Event">What it says.</param>
internal sealed record InboxMessage(string Key, long Generation, HistoryEvent Event)
{
    public const long AnyGeneration = 0;

    public bool IsFor(long generation) => Generation == AnyGeneration || Generation == generation;
}
