namespace PromptFunctions.Core.Problems;

/// <summary>Every problem code that the API answers, once.</summary>
public static class ProblemCodes
{
    /// <summary>400: the request is not valid.</summary>
    public static readonly ProblemCode InvalidRequest = new("invalid-request", 400, "The request is not valid");

    /// <summary>400: the name is reserved.</summary>
    public static readonly ProblemCode ReservedName = new("reserved-name", 400, "The name is reserved");

    /// <summary>401: nobody is signed in.</summary>
    public static readonly ProblemCode Unauthenticated = new("unauthenticated", 401, "Nobody is signed in");

    /// <summary>403: the caller lacks the role that the call needs.</summary>
    public static readonly ProblemCode Forbidden = new("forbidden", 403, "The call needs another role");

    /// <summary>403: an author cannot approve their own version.</summary>
    public static readonly ProblemCode ApprovalByAuthor = new("approval-by-author", 403, "An author cannot approve their own version");

    /// <summary>404: there is no such prompt.</summary>
    public static readonly ProblemCode UnknownPrompt = new("unknown-prompt", 404, "There is no such prompt");

    /// <summary>404: there is no such version.</summary>
    public static readonly ProblemCode UnknownVersion = new("unknown-version", 404, "There is no such version");

    /// <summary>404: there is no such label.</summary>
    public static readonly ProblemCode UnknownLabel = new("unknown-label", 404, "There is no such label");

    /// <summary>404: there is no such branch.</summary>
    public static readonly ProblemCode UnknownBranch = new("unknown-branch", 404, "There is no such branch");

    /// <summary>404: there is no such deployment.</summary>
    public static readonly ProblemCode UnknownDeployment = new("unknown-deployment", 404, "There is no such deployment");

    /// <summary>404: there is no such experiment.</summary>
    public static readonly ProblemCode UnknownExperiment = new("unknown-experiment", 404, "There is no such experiment");

    /// <summary>404: there is no such test.</summary>
    public static readonly ProblemCode UnknownTest = new("unknown-test", 404, "There is no such test");

    /// <summary>404: there is no such webhook.</summary>
    public static readonly ProblemCode UnknownWebhook = new("unknown-webhook", 404, "There is no such webhook");

    /// <summary>404: nothing is live.</summary>
    public static readonly ProblemCode NoLiveVersion = new("no-live-version", 404, "Nothing is live");

    /// <summary>409: the version exists already.</summary>
    public static readonly ProblemCode VersionExists = new("version-exists", 409, "The version exists already");

    /// <summary>409: the version's content can no longer change.</summary>
    public static readonly ProblemCode VersionImmutable = new("version-immutable", 409, "The version's content can no longer change");

    /// <summary>409: the lifecycle does not allow this step.</summary>
    public static readonly ProblemCode IllegalTransition = new("illegal-transition", 409, "The lifecycle does not allow this step");

    /// <summary>409: the prompt's format is fixed.</summary>
    public static readonly ProblemCode FormatFixed = new("format-fixed", 409, "The prompt's format is fixed");

    /// <summary>409: the branch exists already.</summary>
    public static readonly ProblemCode BranchExists = new("branch-exists", 409, "The branch exists already");

    /// <summary>409: the branch has nothing to merge.</summary>
    public static readonly ProblemCode NothingToMerge = new("nothing-to-merge", 409, "The branch has nothing to merge");

    /// <summary>409: the branch and main changed the same lines.</summary>
    public static readonly ProblemCode MergeConflict = new("merge-conflict", 409, "The branch and main changed the same lines");

    /// <summary>409: a rollout is in progress.</summary>
    public static readonly ProblemCode RolloutInProgress = new("rollout-in-progress", 409, "A rollout is in progress");

    /// <summary>409: an experiment is active.</summary>
    public static readonly ProblemCode ExperimentActive = new("experiment-active", 409, "An experiment is active");

    /// <summary>409: the experiment is over.</summary>
    public static readonly ProblemCode ExperimentNotActive = new("experiment-not-active", 409, "The experiment is over");

    /// <summary>409: the experiment has no winner.</summary>
    public static readonly ProblemCode NoWinner = new("no-winner", 409, "The experiment has no winner");

    /// <summary>409: the version is live already.</summary>
    public static readonly ProblemCode AlreadyLive = new("already-live", 409, "The version is live already");

    /// <summary>409: the version cannot be deployed.</summary>
    public static readonly ProblemCode NotDeployable = new("not-deployable", 409, "The version cannot be deployed");

    /// <summary>409: the deployment does not take this command now.</summary>
    public static readonly ProblemCode IllegalCommand = new("illegal-command", 409, "The deployment does not take this command now");

    /// <summary>409: there is nothing to roll back to.</summary>
    public static readonly ProblemCode NothingToRollBackTo = new("nothing-to-roll-back-to", 409, "There is nothing to roll back to");

    /// <summary>409: the version needs an approval.</summary>
    public static readonly ProblemCode ApprovalRequired = new("approval-required", 409, "The version needs an approval");

    /// <summary>409: the import contradicts what is stored.</summary>
    public static readonly ProblemCode ImportConflict = new("import-conflict", 409, "The import contradicts what is stored");

    /// <summary>409: the idempotency key was used for another request.</summary>
    public static readonly ProblemCode IdempotencyKeyReused = new("idempotency-key-reused", 409, "The idempotency key was used for another request");

    /// <summary>412: the target has changed.</summary>
    public static readonly ProblemCode EtagMismatch = new("etag-mismatch", 412, "The target has changed");

    /// <summary>413: a limit on size is exceeded.</summary>
    public static readonly ProblemCode TooLarge = new("too-large", 413, "A limit on size is exceeded");

    /// <summary>415: the media type is not supported.</summary>
    public static readonly ProblemCode UnsupportedMediaType = new("unsupported-media-type", 415, "The media type is not supported");

    /// <summary>422: the version is not valid.</summary>
    public static readonly ProblemCode ValidationFailed = new("validation-failed", 422, "The version is not valid");

    /// <summary>422: the version does not pass the prompt's tests.</summary>
    public static readonly ProblemCode TestsFailed = new("tests-failed", 422, "The version does not pass the prompt's tests");

    /// <summary>422: the template asks for variables that are not given.</summary>
    public static readonly ProblemCode MissingVariables = new("missing-variables", 422, "Variables are missing");

    /// <summary>422: dependencies do not resolve.</summary>
    public static readonly ProblemCode UnresolvedDependencies = new("unresolved-dependencies", 422, "Dependencies do not resolve");

    /// <summary>422: the change breaks callers.</summary>
    public static readonly ProblemCode BreakingVariables = new("breaking-variables", 422, "The change breaks callers");

    /// <summary>429: too many changes at once.</summary>
    public static readonly ProblemCode Throttled = new("throttled", 429, "Too many changes at once");

    /// <summary>500: something went wrong here.</summary>
    public static readonly ProblemCode InternalError = new("internal-error", 500, "Something went wrong here");

    /// <summary>503: storage does not answer.</summary>
    public static readonly ProblemCode StorageUnavailable = new("storage-unavailable", 503, "Storage does not answer");

    /// <summary>All of them, in order of status.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
        [.. typeof(ProblemCodes).GetFields().Select(field => field.GetValue(null)).OfType<ProblemCode>().OrderBy(code => code.Status)];
}
