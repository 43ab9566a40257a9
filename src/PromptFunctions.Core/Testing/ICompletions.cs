using PromptFunctions.Core.Templates;

namespace PromptFunctions.Core.Testing;

/// <summary>Asks a model.</summary>
public interface ICompletions
{
    /// <summary>What the model answers to a prompt; a text is sent as a user's message.</summary>
    /// <exception cref="CompletionFailedException">None is configured, or it does not answer.</exception>
    Task<Completion> CompleteAsync(RenderedPrompt prompt, CancellationToken cancellationToken);
}
