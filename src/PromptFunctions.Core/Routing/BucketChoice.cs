namespace PromptFunctions.Core.Routing;

/// <summary>What a bucket gets.</summary>
public static class BucketChoice
{
    /// <summary>Whether a bucket gets the candidate; otherwise it gets the baseline. A bucket that gets it keeps it while the percentage grows.</summary>
    public static bool GivesCandidate(this RouteRollout rollout, int bucket) => bucket < rollout.Percentage * (Bucket.Count / 100);

    /// <summary>The place of a bucket's arm among the arms; -1 where none has the bucket.</summary>
    public static int ArmAt(this RouteExperiment experiment, int bucket)
    {
        for (var i = 0; i < experiment.Arms.Count; i++)
        {
            if (experiment.Arms[i].From <= bucket && bucket < experiment.Arms[i].To) return i;
        }
        return -1;
    }
}
