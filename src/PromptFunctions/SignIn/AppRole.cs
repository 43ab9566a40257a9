namespace PromptFunctions.SignIn;

/// <summary>What a caller has to be to make a call, where sign-in is on. No role includes another.</summary>
public enum AppRole
{
    /// <summary>Nobody thought of it: the call is refused.</summary>
    Undeclared,

    /// <summary>Anybody: the call tells nothing of any prompt.</summary>
    Open,

    /// <summary><c>Prompts.Read</c>: sees prompts, is served, and says how what was served did.</summary>
    Read,

    /// <summary><c>Prompts.Write</c>: makes and changes prompts, versions, labels, branches and tests.</summary>
    Write,

    /// <summary><c>Prompts.Deploy</c>: decides what is live: promotions, deployments, rollbacks, experiments.</summary>
    Deploy,

    /// <summary><c>Prompts.Approve</c>: agrees that a version goes live.</summary>
    Approve,
}
