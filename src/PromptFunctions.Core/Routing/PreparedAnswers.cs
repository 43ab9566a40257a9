namespace PromptFunctions.Core.Routing;

/// <summary>
/// The two answers that a selection can have, made together: when storage does not answer, nothing that the stale one
/// needs can be missing.
/// </summary>
/// <param name="Fresh">The answer while storage is asked in time.</param>
/// <param name="Stale">The answer that says that it could not be asked.</param>
public sealed record PreparedAnswers(PreparedAnswer Fresh, PreparedAnswer Stale)
{
    /// <summary>The one that is true now.</summary>
    public PreparedAnswer For(bool stale) => stale ? Stale : Fresh;
}
