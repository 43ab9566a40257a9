using FsCheck.Fluent;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Routing;
using PromptFunctions.UnitTests.Support;
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
    public void The_way_back_leads_further_back_each_time()
    {
        var route = Empty.WithLive(Served("1.0.0")).WithLive(Served("1.1.0")).WithLive(Served("1.2.0"));

        var back = route.BackTo(Served("1.1.0"));
        Assert.Equal((V("1.1.0"), route.Revision + 1), (back.Live!.Version, back.Revision));
        Assert.Equal([V("1.0.0")], back.EarlierLive);
        Assert.Empty(back.BackTo(Served("1.0.0")).EarlierLive);
        Assert.Empty(route.BackTo(Served("1.0.0")).EarlierLive);
    }

    [Fact]
    public void A_version_that_is_not_remembered_was_gone_back_from_unless_as_many_are_remembered_as_can_be()
    {
        var route = Empty.WithLive(Served("1.0.0")).WithLive(Served("1.1.0"));
        Assert.True(route.IsEarlier(V("1.0.0")));
        Assert.False(route.IsEarlier(V("1.2.0")));

        for (var i = 2; i <= 21; i++) route = route.WithLive(Served($"1.{i}.0"));
        Assert.True(route.IsEarlier(V("1.0.0")));
        Assert.Empty(route.BackTo(Served("1.0.0")).EarlierLive);
    }

    [Fact]
    public void Pressing_back_again_and_again_only_goes_further_back() => Sampled.Each(
        Gen.Choose(1, 40).SelectMany(count => Gen.Choose(0, 6).Select(i => $"1.0.{i}").ArrayOf(count)), lives =>
        {
            var route = lives.Aggregate(Empty, (before, live) => before.WithLive(Served(live)));
            // What was live, the latest first: each press lands further down, on the last of its kind that was not left behind.
            var past = lives.AsEnumerable().Reverse().Take(RouteRecord.Remembered + 1).Select(V).ToList();
            for (var presses = 0; route.EarlierLive.Count > 0; presses++)
            {
                Assert.Equal(past.Skip(presses + 1), route.EarlierLive);
                var back = route.BackTo(Served(route.EarlierLive[0].ToString()));

                Assert.Equal((past[presses + 1], route.Revision + 1), (back.Live!.Version, back.Revision));
                Assert.Equal(route.EarlierLive.Count - 1, back.EarlierLive.Count);
                route = back;
            }
        });

    [Fact]
    public void One_can_go_back_twenty_times_and_no_further()
    {
        var route = Empty;
        for (var i = 1; i <= 30; i++) route = route.WithLive(Served($"1.0.{i}"));
        for (var i = 29; i >= 10; i--)
        {
            route = route.BackTo(Served(route.EarlierLive[0].ToString()));
            Assert.Equal(V($"1.0.{i}"), route.Live!.Version);
        }

        Assert.Empty(route.EarlierLive);
    }

    [Fact]
    public void Going_back_keeps_labels_and_whatever_else_is_served()
    {
        var route = Empty.WithLive(Served("1.0.0")).WithLabel("beta", Served("2.0.0")).WithLive(Served("1.1.0"));

        Assert.Equal(route with { Live = Served("1.0.0"), EarlierLive = Empty.EarlierLive, Revision = route.Revision + 1 }, route.BackTo(Served("1.0.0")) with { EarlierLive = Empty.EarlierLive });
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

    private static ServedVersion Served(string version) => new(V(version), "sha256:" + version);
}
