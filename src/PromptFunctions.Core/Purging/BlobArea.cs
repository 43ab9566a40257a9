namespace PromptFunctions.Core.Purging;

/// <summary>Blobs of one kind.</summary>
public enum BlobArea
{
    /// <summary>Contents, under their hashes.</summary>
    Bodies,

    /// <summary>Suites of tests, under their hashes.</summary>
    Tests,

    /// <summary>Large answers to idempotency keys, under their hashes.</summary>
    Answers,

    /// <summary>Large answers to batches, under the batches' ids.</summary>
    Batches,

    /// <summary>What purging itself has read off rows.</summary>
    Marks,
}
