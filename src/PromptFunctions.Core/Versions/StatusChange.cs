namespace PromptFunctions.Core.Versions;

/// <summary>One step in a version's life.</summary>
/// <param name="Status">The status it came to.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did it.</param>
/// <param name="Reason">Why, if anyone said.</param>
public sealed record StatusChange(VersionStatus Status, DateTimeOffset At, string By, string? Reason)
{
    private const int KeptCharacters = 30_000;

    /// <summary>
    /// A history with one more step. A history that would outgrow its row loses its oldest steps but the first: the
    /// audit has them all.
    /// </summary>
    public static IReadOnlyList<StatusChange> Append(IReadOnlyList<StatusChange> history, StatusChange step)
    {
        List<StatusChange> steps = [.. history, step];
        while (steps.Count > 2 && steps.Sum(Size) > KeptCharacters) steps.RemoveAt(1);
        return steps;
    }

    private static int Size(StatusChange step) => 100 + step.By.Length + (step.Reason?.Length ?? 0);
}
