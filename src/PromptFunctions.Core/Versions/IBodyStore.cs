namespace PromptFunctions.Core.Versions;

/// <summary>Keeps contents under their hashes: immutable, each once, written before the row that names it, deleted when none does.</summary>
public interface IBodyStore
{
    /// <summary>Stores a content, so that a row may name it for the next hours; what is stored already is only made young again.</summary>
    Task PutAsync(PromptContent content, CancellationToken cancellationToken);

    /// <summary>Reads a content's bytes.</summary>
    /// <exception cref="InvalidDataException">There is none, although a row names it.</exception>
    Task<ReadOnlyMemory<byte>> GetAsync(string contentHash, CancellationToken cancellationToken);
}
