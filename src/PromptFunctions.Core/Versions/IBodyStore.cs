namespace PromptFunctions.Core.Versions;

/// <summary>Keeps contents under their hashes: immutable, each once, written before the row that names it.</summary>
public interface IBodyStore
{
    /// <summary>Stores a content; nothing happens where it is stored already.</summary>
    Task PutAsync(PromptContent content, CancellationToken cancellationToken);

    /// <summary>Reads a content's bytes.</summary>
    /// <exception cref="InvalidDataException">There is none, although a row names it.</exception>
    Task<ReadOnlyMemory<byte>> GetAsync(string contentHash, CancellationToken cancellationToken);
}
