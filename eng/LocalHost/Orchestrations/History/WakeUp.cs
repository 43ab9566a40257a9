namespace PromptFunctions.LocalHost.Orchestrations.History;

/// <summary>What one wake-up made of an instance, to be committed as a whole.</summary>
/// <param name="Instance">The instance's row as it shall be.</param>
/// <param name="History">The whole history of its generation.</param>
/// <param name="FirstNew">How much of the history is stored already.</param>
/// <param name="Taken">The messages that are dealt with.</param>
/// <param name="GoesOn">Whether there is more to do at once.</param>
internal sealed record WakeUp(
    Instance Instance, IReadOnlyList<HistoryEvent> History, int FirstNew, IReadOnlyList<InboxMessage> Taken, bool GoesOn);
