namespace PromptFunctions.Core.Changes;

/// <summary>Who asks for a change, and on what terms.</summary>
public sealed class ChangeContext
{
    /// <summary>Who does it.</summary>
    public required string Actor { get; init; }

    /// <summary>What must hold of the target.</summary>
    public Preconditions Preconditions { get; init; } = Preconditions.None;

    /// <summary>The caller's key for retries; null where there is none.</summary>
    public IdempotencyKey? Key { get; init; }

    /// <summary>Makes the answer from the change's result, so that it is stored in the change's own transaction.</summary>
    public Func<object, RecordedAnswer>? Render { get; init; }

    /// <summary>Whether the answer was stored with the change.</summary>
    public bool AnswerKept { get; set; }
}
