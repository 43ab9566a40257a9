namespace PromptFunctions.Core.Changes;

/// <summary>Is told of what this process itself changed, before that is answered.</summary>
public interface IChangeListener
{
    /// <summary>Takes a change over.</summary>
    /// <param name="change">The change.</param>
    /// <param name="sent">The clock's timestamp of when it was sent to storage.</param>
    void Changed(PromptChange change, long sent);
}
