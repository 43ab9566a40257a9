namespace PromptFunctions.Core.Webhooks;

/// <summary>Dead letters that are to be delivered after all. It is noted as one change, however many there are; whoever delivers next takes them back.</summary>
/// <param name="Id">Its ULID.</param>
/// <param name="At">When it was asked for: what became a dead letter afterwards is not meant.</param>
/// <param name="Ids">The events; all of them where none is named.</param>
public sealed record WebhookReplay(string Id, DateTimeOffset At, IReadOnlyList<string>? Ids)
{
    /// <summary>Whether it means a dead letter.</summary>
    public bool Means(DeadLetter letter) => letter.DiedAt <= At && Ids?.Contains(letter.Delivery.EventId) != false;
}
