using PromptFunctions.Core.Json;

namespace PromptFunctions.Core.Rollouts;

/// <summary>Something that happened to a deployment.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What, one of <see cref="DeploymentEventKinds"/>.</param>
/// <param name="Detail">What exactly, and why, for a person.</param>
/// <param name="By">Who did it; <c>system</c> for automatic steps.</param>
public sealed record DeploymentEvent(DateTimeOffset At, string Kind, string Detail, string By)
{
    // A deployment is one row, of 1 MiB at the most; what is kept of texts is their JSON in UTF-16.
    private const int KeptCharacters = 100_000;
    private const int DetailCharacters = 1_000;
    private const int ByCharacters = 256;

    /// <summary>
    /// The events with one more. Long texts are cut, and what would outgrow the row loses its oldest events but the first:
    /// the audit has every transition with all of its reason.
    /// </summary>
    public static IReadOnlyList<DeploymentEvent> Append(IReadOnlyList<DeploymentEvent> events, params ReadOnlySpan<DeploymentEvent> more)
    {
        List<DeploymentEvent> all = [.. events];
        foreach (var one in more) all.Add(one with { Detail = Cut(one.Detail, DetailCharacters), By = Cut(one.By, ByCharacters) });
        var size = all.Sum(Size);
        while (all.Count > 2 && size > KeptCharacters)
        {
            size -= Size(all[1]);
            all.RemoveAt(1);
        }
        return all;
    }

    /// <summary>A text, or the beginning of a long one.</summary>
    public static string Cut(string text, int characters)
    {
        if (text.Length <= characters) return text;
        var kept = characters - 1;
        if (char.IsHighSurrogate(text[kept - 1])) kept--;
        return string.Concat(text.AsSpan(0, kept), "…");
    }

    private static int Size(DeploymentEvent one) => 100 + Escaped(one.Detail) + Escaped(one.By);

    private static int Escaped(string text) => CoreJson.Options.Encoder!.Encode(text).Length;
}
