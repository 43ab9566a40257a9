namespace PromptFunctions.Core.Metrics.Recording;

/// <summary>Why a point is rejected.</summary>
public static class RejectionCodes
{
    /// <summary>It is not a point: a member is missing, unknown, given twice or of the wrong form.</summary>
    public const string InvalidPoint = "invalid-point";

    /// <summary>Its line is not JSON.</summary>
    public const string MalformedLine = "malformed-line";

    /// <summary>There is no such prompt.</summary>
    public const string UnknownPrompt = "unknown-prompt";

    /// <summary>The prompt has no such version.</summary>
    public const string UnknownVersion = "unknown-version";

    /// <summary>Its value is not finite, or neither 0 nor 1 where the metric is a proportion.</summary>
    public const string ValueOutOfRange = "value-out-of-range";

    /// <summary>Its time lies too far back or ahead.</summary>
    public const string TimeOutOfRange = "time-out-of-range";

    /// <summary>The prompt has no such rollout or experiment, or that has no such arm.</summary>
    public const string UnknownAssignment = "unknown-assignment";

    /// <summary>Its assignment goes with another version, or its subject with another arm.</summary>
    public const string ForeignArm = "foreign-arm";
}
