using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>What a part of an experiment's subjects add up to, in a backup.</summary>
/// <param name="Quarantined">How many subjects were seen in two arms.</param>
/// <param name="Foreign">How many were seen with an arm that is not theirs, and have no results.</param>
/// <param name="Late">How many values came too late.</param>
/// <param name="Arms">The arms, the control first.</param>
public sealed record BackedUpTally(long Quarantined, long Foreign, long Late, IReadOnlyList<BackedUpArm> Arms)
{
    /// <summary>A tally as it is stored.</summary>
    public static BackedUpTally Of(ExperimentTally tally) => new(
        tally.Quarantined, tally.Foreign, tally.Late,
        [.. tally.Arms.Select(arm => new BackedUpArm(arm.Subjects, arm.Metrics))]);

    /// <summary>The tally; 400 where it cannot be one of an experiment.</summary>
    public ExperimentTally Read(ExperimentRecord experiment)
    {
        if (Arms.Count != experiment.Arms.Count) throw ProblemException.Invalid("tally.arms", "must be as many as the experiment has.");
        var tally = new ExperimentTally(Arms.Count) { Quarantined = Quarantined, Foreign = Foreign, Late = Late };
        foreach (var (arm, given) in tally.Arms.Zip(Arms))
        {
            arm.Subjects = given.Subjects;
            foreach (var (metric, values) in given.Metrics) arm.Metrics[metric] = values;
        }
        return tally;
    }
}
