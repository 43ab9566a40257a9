namespace PromptFunctions.Core.Diffs;

/// <summary>What became of a line.</summary>
public enum DiffOperation
{
    /// <summary>It stands in both.</summary>
    Equal,

    /// <summary>It is new.</summary>
    Insert,

    /// <summary>It is gone.</summary>
    Delete,
}
