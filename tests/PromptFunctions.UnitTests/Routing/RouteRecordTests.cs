using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Routing;

public sealed class RouteRecordTests
{
    private static readonly RouteRecord Empty = new() { Prompt = "p", Revision = 7 };

    [Fact]
    public void Going_live_remembers_what_was_live_before()
    {
        var route = Empty.WithLive(Served("1.0.0")).WithLive(Served("1.1.0")).WithLive(Served("1.0.0"));

        Assert.Equal((V("1.0.0"), 10), (route.Live!.Version, route.Revision));
        Assert.Equal([V("1.1.0"), V("1.0.0")], route.EarlierLive);
    }

    [Fact]
    public void Twenty_earlier_live_versions_are_remembered()
    {
        var route = Empty;
        for (var i = 1; i <= 30; i++) route = route.WithLive(Served($"1.0.{i}"));

        Assert.Equal(Enumerable.Range(10, 20).Reverse().Select(i => V($"1.0.{i}")), route.EarlierLive);
    }

    [Fact]
    public void Taking_the_live_version_down_leaves_nothing_live_and_remembers_it()
    {
        var route = Empty.WithLive(Served("1.0.0")).WithLive(null);

        Assert.Null(route.Live);
        Assert.Equal([V("1.0.0")], route.EarlierLive);
    }

    [Fact]
    public void A_label_is_set_moved_and_removed()
    {
        var set = Empty.WithLabel("stable", Served("1.0.0")).WithLabel("beta", Served("2.0.0")).WithLabel("stable", Served("1.1.0"));

        Assert.Equal(["beta 2.0.0", "stable 1.1.0"], set.LabelVersions().Select(label => $"{label.Key} {label.Value}"));
        Assert.Equal(10, set.Revision);
        Assert.Equal(["beta"], set.WithLabel("stable", null).Labels.Keys);
    }

    [Fact]
    public void A_prompt_has_a_thousand_labels_at_most()
    {
        var route = Empty with { Labels = Enumerable.Range(0, 1000).ToDictionary(i => $"l{i}", _ => Served("1.0.0")) };

        Assert.Equal(ProblemCodes.TooLarge, Assert.Throws<ProblemException>(() => route.WithLabel("one-more", Served("1.0.0"))).Problem);
        Assert.Equal(V("2.0.0"), route.WithLabel("l1", Served("2.0.0")).Labels["l1"].Version);
        Assert.Equal(999, route.WithLabel("l1", null).Labels.Count);
    }

    [Fact]
    public void A_labelled_drafts_new_content_is_what_its_labels_serve()
    {
        var route = Empty.WithLabel("draft", Served("1.0.0")).WithLabel("other", Served("2.0.0")).WithContent(V("1.0.0"), "sha256:new");

        Assert.Equal("sha256:new", route.Labels["draft"].ContentHash);
        Assert.Equal(Served("2.0.0"), route.Labels["other"]);
        Assert.Equal(10, route.Revision);
    }

    [Fact]
    public void A_rollout_holds_its_versions_and_the_prompt()
    {
        var route = Empty with { Rollout = new("r1", "salt", 10, Served("1.1.0"), Served("1.0.0")) };

        Assert.Equal(ProblemCodes.RolloutInProgress, Assert.Throws<ProblemException>(route.RequireNoneInFlight).Problem);
        foreach (var held in (string[])["1.1.0", "1.0.0"])
            Assert.Equal(ProblemCodes.RolloutInProgress, Assert.Throws<ProblemException>(() => route.RequireNotHeld(V(held))).Problem);
        route.RequireNotHeld(V("1.2.0"));
    }

    [Fact]
    public void An_experiment_holds_its_arms_and_the_prompt()
    {
        var route = Empty with { Experiment = new("e1", "salt", [new("control", Served("1.0.0"), 1, 0, 5000), new("treatment", Served("1.1.0"), 1, 5000, 10000)]) };

        Assert.Equal(ProblemCodes.ExperimentActive, Assert.Throws<ProblemException>(route.RequireNoneInFlight).Problem);
        Assert.Equal(ProblemCodes.ExperimentActive, Assert.Throws<ProblemException>(() => route.RequireNotHeld(V("1.1.0"))).Problem);
        route.RequireNotHeld(V("1.2.0"));
    }

    private static ServedVersion Served(string version) => new(V(version), "sha256:" + version);
}
