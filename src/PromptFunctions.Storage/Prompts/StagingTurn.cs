namespace PromptFunctions.Storage.Prompts;

/// <summary>A writer's turn to stage versions.</summary>
/// <param name="Import">The id that its versions carry.</param>
/// <param name="Tag">The tag that the turn's row has as long as nobody else takes it.</param>
internal sealed record StagingTurn(string Import, string Tag);
