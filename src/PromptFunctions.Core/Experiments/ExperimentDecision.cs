using System.Text.Json.Serialization;

namespace PromptFunctions.Core.Experiments;

/// <summary>What an experiment's results come to, the first that applies.</summary>
public enum ExperimentDecision
{
    /// <summary>The arms have other shares of the subjects than they should: no figure can be trusted.</summary>
    [JsonStringEnumMemberName("sample-ratio-mismatch")]
    SampleRatioMismatch,

    /// <summary>An arm has too few subjects.</summary>
    [JsonStringEnumMemberName("insufficient-data")]
    InsufficientData,

    /// <summary>A treatment is better on one success metric and worse on another.</summary>
    Conflict,

    /// <summary>One arm is better than the control, or the control is better than all others.</summary>
    Winner,

    /// <summary>Nothing is significantly better.</summary>
    [JsonStringEnumMemberName("no-difference")]
    NoDifference,
}
