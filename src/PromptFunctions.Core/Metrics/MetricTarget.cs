using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>What is measured: a version of a prompt, or the traffic that a rollout or an experiment gave to one of its arms.</summary>
/// <param name="Key">Its name among all that is measured; also its partition in storage.</param>
public readonly record struct MetricTarget(string Key)
{
    // No prompt's name has it, so that the two parts of a key stay apart.
    private const char Separator = '|';

    /// <summary>A version, whoever it was served to. Versions that are equal, whatever their case, are one target.</summary>
    public static MetricTarget OfVersion(string prompt, VersionNumber version) => new($"{prompt}{Separator}{version.ToString().ToLowerInvariant()}");

    /// <summary>What was served with an assignment.</summary>
    public static MetricTarget OfArm(string prompt, string assignment) => new($"{prompt}{Separator}{assignment}");

    /// <inheritdoc/>
    public override string ToString() => Key;
}
