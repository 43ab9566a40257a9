namespace PromptFunctions.Core.Purging;

/// <summary>A blob in a listing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ModifiedAt">When it was written, or made young again by somebody who was about to name it.</param>
/// <param name="Tag">The store's token of the state that was listed.</param>
public sealed record StoredBlob(string Name, DateTimeOffset ModifiedAt, string Tag)
{
    /// <summary>
    /// How old a blob may be for a writer to rely on it; an older one is made young before a row names it. Far less than
    /// <see cref="Kept"/>, so that clocks may differ and commits may take their time.
    /// </summary>
    public static readonly TimeSpan Relied = TimeSpan.FromHours(12);

    /// <summary>For how long a blob stays at least, whether or not a row names it.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);
}
