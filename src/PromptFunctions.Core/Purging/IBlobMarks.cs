namespace PromptFunctions.Core.Purging;

/// <summary>Keeps marks from one run to the next.</summary>
public interface IBlobMarks
{
    /// <summary>Keeps marks; gives where.</summary>
    Task<string> SaveAsync(IReadOnlyCollection<BlobMark> marks, CancellationToken cancellationToken);

    /// <summary>All marks of some places.</summary>
    /// <exception cref="InvalidDataException">One of the places is gone.</exception>
    Task<IReadOnlySet<BlobMark>> ReadAsync(IReadOnlyList<string> places, CancellationToken cancellationToken);

    /// <summary>Forgets what is kept in a place.</summary>
    Task DeleteAsync(string place, CancellationToken cancellationToken);
}
