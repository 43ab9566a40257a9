namespace PromptFunctions.Core.Health;

/// <summary>Asks storage whether it is there.</summary>
public interface IStorageHealth
{
    /// <summary>Ends when storage has answered.</summary>
    /// <exception cref="Problems.ProblemException">It did not (503).</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
