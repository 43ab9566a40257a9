namespace PromptFunctions.Core.Audit;

/// <summary>The actors that are not people.</summary>
public static class Actors
{
    /// <summary>Nobody said who they are.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The product itself, in automatic steps.</summary>
    public const string System = "system";
}
