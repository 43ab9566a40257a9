using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Backups;

/// <summary>Finds what of a prompt was measured, however long ago.</summary>
public interface IMeasuredTargets
{
    /// <summary>A prompt's targets in order of their keys: versions and rollouts' arms, or parts of experiments' subjects. A storage call each.</summary>
    IAsyncEnumerable<MetricTarget> ListAsync(string prompt, bool ofSubjects, CancellationToken cancellationToken);

    /// <summary>The subjects of a part of an experiment, in order of their keys.</summary>
    IAsyncEnumerable<(SubjectKey Key, SubjectRecord Subject)> ListSubjectsAsync(MetricTarget target, CancellationToken cancellationToken);

    /// <summary>Deletes a target's figures; whoever was about to change them learns that they changed.</summary>
    Task ClearAsync(MetricTarget target, CancellationToken cancellationToken);
}
