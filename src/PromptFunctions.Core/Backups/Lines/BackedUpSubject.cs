using System.Globalization;
using PromptFunctions.Core.Experiments;
using PromptFunctions.Core.Experiments.Subjects;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;

namespace PromptFunctions.Core.Backups.Lines;

/// <summary>A subject in a backup. What it is called stands nowhere.</summary>
/// <param name="Subject">Its hash, in hex.</param>
/// <param name="Arm">The place of its arm.</param>
/// <param name="Standing">Whether it counts.</param>
/// <param name="Metrics">Its values by metric, in order of name.</param>
public sealed record BackedUpSubject(string Subject, int Arm, SubjectStanding Standing, IReadOnlyList<SubjectMetric> Metrics)
{
    /// <summary>A subject as it is stored.</summary>
    public static BackedUpSubject Of(SubjectKey key, SubjectRecord subject) => new(key.ToString(), subject.Arm, subject.Standing, subject.Metrics);

    /// <summary>The subject; 400 where it cannot be one of a part of an experiment.</summary>
    public (SubjectKey Key, SubjectRecord Subject) Read(string path, ExperimentRecord experiment, int part)
    {
        if (Subject.Length != 32 || !ulong.TryParse(Subject.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(Subject.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low)
            || SubjectFolder.PartOf(new(high, low)) != part)
        {
            throw ProblemException.Invalid($"{path}.subject", "must be the hash of a subject of the part.");
        }
        if (Arm < 0 || Arm >= experiment.Arms.Count) throw ProblemException.Invalid($"{path}.arm", "must be the place of an arm.");
        return (new(high, low), new(Arm, Standing, Metrics));
    }
}
