namespace PromptFunctions.Core.Problems;

/// <summary>A request that cannot be fulfilled, with everything that its answer says.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>Makes a problem.</summary>
    /// <param name="problem">What kind it is.</param>
    /// <param name="detail">What is wrong this time, for the person who sent the request.</param>
    /// <param name="inner">The cause, which is logged and never answered.</param>
    public ProblemException(ProblemCode problem, string detail, Exception? inner = null) : base(detail, inner) => Problem = problem;

    /// <summary>What kind it is.</summary>
    public ProblemCode Problem { get; }

    /// <summary>What is wrong this time.</summary>
    public string Detail => Message;

    /// <summary>Member path → messages, on 400; the empty path is the body as a whole.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members of the answer, such as a merge's conflicts.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <summary>After which time trying again makes sense; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A bad request with one wrong member.</summary>
    public static ProblemException Invalid(string path, string message) =>
        new(ProblemCodes.InvalidRequest, path.Length == 0 ? message : $"{path}: {message}")
        {
            Errors = new Dictionary<string, string[]> { [path] = [message] },
        };

    /// <summary>Storage did not answer; the caller should try again.</summary>
    public static ProblemException StorageUnavailable(Exception? cause = null) =>
        new(ProblemCodes.StorageUnavailable, "Storage does not answer at the moment. Nothing is lost: send the request again.", cause)
        {
            RetryAfter = TimeSpan.FromSeconds(2),
        };
}
