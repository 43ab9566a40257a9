using System.Globalization;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Metrics;

/// <summary>What is measured: a version of a prompt, the traffic that a rollout gave to one of its arms, or part of an experiment's subjects.</summary>
/// <param name="Key">Its name among all that is measured; also its partition in storage.</param>
public readonly record struct MetricTarget(string Key)
{
    // No prompt's name has it, so that the two parts of a key stay apart.
    private const char Separator = '|';

    /// <summary>A version, whoever it was served to. Versions that are equal, whatever their case, are one target.</summary>
    public static MetricTarget OfVersion(string prompt, VersionNumber version) => new($"{prompt}{Separator}{version.ToString().ToLowerInvariant()}");

    /// <summary>What a rollout served with an assignment.</summary>
    public static MetricTarget OfArm(string prompt, string assignment) => new($"{prompt}{Separator}{assignment}");

    /// <summary>One part of an experiment's subjects.</summary>
    public static MetricTarget OfSubjects(string prompt, string experiment, int shard) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{prompt}{Separator}{Assignment.Experiment}:{experiment}{Separator}{shard}"));

    /// <summary>The experiment that a part of its subjects belongs to; null for any other target.</summary>
    public (string Prompt, string Id)? Experiment =>
        Key.Split(Separator) is [var prompt, var experiment, _] ? (prompt, experiment[(Assignment.Experiment.Length + 1)..]) : null;

    /// <inheritdoc/>
    public override string ToString() => Key;
}
