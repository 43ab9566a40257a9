using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Routing;

/// <summary>Routes that tests start from. A version's content is its number.</summary>
internal static class Routes
{
    public static readonly RouteRecord Plain = new()
    {
        Prompt = "p",
        Revision = 7,
        Live = Served("1.0.0"),
        Labels = new Dictionary<string, ServedVersion> { ["beta"] = Served("2.0.0") },
    };

    public static ServedVersion Served(string version) => new(V(version), PromptContent.OfText(version).Hash);

    public static RouteRecord WithRollout(this RouteRecord route, decimal percentage, string salt = Subjects.Salt) =>
        route with { Rollout = new("r1", salt, percentage, Served("1.1.0"), Served("1.0.0")) };

    /// <summary>Arms named <c>arm-1</c>, <c>arm-2</c>… with the versions 3.0.1, 3.0.2…, cut at the given buckets.</summary>
    /// <summary>When experiments end.</summary>
    public static readonly DateTimeOffset Ends = Noon.AddDays(7);

    public static RouteRecord WithExperiment(this RouteRecord route, params int[] cuts) => route with
    {
        Experiment = new("e1", Subjects.Salt, [.. cuts.Zip(cuts.Skip(1)).Select((cut, i) =>
            new RouteArm($"arm-{i + 1}", Served($"3.0.{i + 1}"), cut.Second - cut.First, cut.First, cut.Second))], Ends),
    };
}
