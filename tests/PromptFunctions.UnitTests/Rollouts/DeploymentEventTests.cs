using PromptFunctions.Core.Rollouts;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;
using static PromptFunctions.UnitTests.Rollouts.Deployments;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Rollouts;

public sealed class DeploymentEventTests
{
    [Fact]
    public void Events_are_added_at_the_end() =>
        Assert.Equal(["created", "a", "b"], DeploymentEvent.Append([Event("created")], Event("a"), Event("b")).Select(happened => happened.Detail));

    [Fact]
    public void Many_events_keep_the_first_and_the_latest()
    {
        IReadOnlyList<DeploymentEvent> events = [Event("created")];
        for (var i = 1; i <= 1500; i++) events = DeploymentEvent.Append(events, Event($"event {i}"));

        Assert.Equal("created", events[0].Detail);
        Assert.Equal(Enumerable.Range(1500 - events.Count + 2, events.Count - 1).Select(i => $"event {i}"), events.Skip(1).Select(happened => happened.Detail));
        Assert.InRange(events.Count, 500, 1400);
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_kept()
    {
        var kept = Assert.Single(DeploymentEvent.Append([], Event($"because {new string('b', 300_000)}"))).Detail;

        Assert.Equal(1000, kept.Length);
        Assert.StartsWith("because bbb", kept, StringComparison.Ordinal);
        Assert.EndsWith("b…", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_is_never_cut_inside_a_letter()
    {
        var kept = Assert.Single(DeploymentEvent.Append([], Event(string.Concat("a", string.Concat(Enumerable.Repeat("😀", 1000)))))).Detail;

        Assert.Equal(string.Concat("a", string.Concat(Enumerable.Repeat("😀", 499)), "…"), kept);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('서')]
    [InlineData('"')]
    [InlineData('\\')]
    [InlineData('\u0001')]
    public void However_long_its_reasons_are_a_deployment_fits_its_row(char letter)
    {
        // The largest text that a body may have, as the reason of many pauses.
        var reason = new string(letter, 32_768 / System.Text.Encoding.UTF8.GetByteCount([letter]));
        var deployment = Holding() with { Description = reason, Reason = reason };
        for (var i = 0; i < 50; i++) deployment = deployment.With(new DeploymentEvent(Noon, DeploymentEventKinds.Paused, reason, "ann"));

        Assert.InRange(EntitySize.Of(DeploymentRow.Write(deployment)), 1, EntitySize.MaximumRow);
    }

    private static DeploymentEvent Event(string detail) => new(Noon, DeploymentEventKinds.Step, detail, "system");
}
