using System.Text.Json.Serialization;
using PromptFunctions.Core.Rendering;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Validation;

/// <summary>What a validation found.</summary>
/// <param name="Valid">Whether there is no error.</param>
/// <param name="Errors">What is wrong with the version.</param>
/// <param name="Warnings">What somebody should look at.</param>
/// <param name="Variables">What callers supply, included prompts and all, in order of first use.</param>
public sealed record ValidationReport(bool Valid, IReadOnlyList<Finding> Errors, IReadOnlyList<Finding> Warnings, IReadOnlyList<string> Variables)
{
    /// <summary>
    /// The errors that keep a version from being tested: all but dependencies that are not there yet, which a version needs only when
    /// it goes live, and the conventions for known types, which prompts that were there before may not keep.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Finding> Holding { get; init; } = [];

    /// <summary>The dependencies that are not there.</summary>
    [JsonIgnore]
    public IReadOnlyList<Finding> Unresolved => [.. Errors.Where(error => error.Code == IncludeFaultCodes.Unresolved)];
}
