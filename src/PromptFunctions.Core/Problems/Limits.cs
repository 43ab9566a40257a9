namespace PromptFunctions.Core.Problems;

/// <summary>The API's limits on size.</summary>
public static class Limits
{
    /// <summary>A version's content in bytes of UTF-8; for chat that of all messages together.</summary>
    public const int ContentBytes = 1024 * 1024;

    /// <summary>A rendered content in characters; for chat that of all messages together.</summary>
    public const int RenderedCharacters = 4 * 1024 * 1024;

    /// <summary>A request's body in bytes.</summary>
    public const int RequestBytes = 4 * 1024 * 1024;

    /// <summary>An import's body in bytes: an export of many versions is larger than any other request.</summary>
    public const int ImportBytes = 64 * 1024 * 1024;

    /// <summary>Any other field in bytes of UTF-8 (of JSON for objects and lists).</summary>
    public const int FieldBytes = 32 * 1024;

    /// <summary>A tag in characters.</summary>
    public const int TagCharacters = 256;

    /// <summary>A subject in characters.</summary>
    public const int SubjectCharacters = 1024;

    /// <summary>Labels of one prompt: all of them stand in the route, which is one row.</summary>
    public const int Labels = 1000;

    /// <summary>Branches of one prompt: all of them stand in the prompt's row.</summary>
    public const int Branches = 500;

    /// <summary>Tests of one prompt: all of them run before a version goes live.</summary>
    public const int Tests = 200;

    /// <summary>Webhooks of one prompt: each adds rows to every change that it is told of.</summary>
    public const int Webhooks = 10;

    /// <summary>All tests of one prompt together, in bytes of JSON.</summary>
    public const int TestsBytes = 4 * 1024 * 1024;

    /// <summary>A 413 that says which limit was exceeded.</summary>
    public static ProblemException Exceeded(string what, long limit, string unit = "bytes of UTF-8") =>
        new(ProblemCodes.TooLarge, $"{what} is larger than the limit of {limit:N0} {unit}.");
}
