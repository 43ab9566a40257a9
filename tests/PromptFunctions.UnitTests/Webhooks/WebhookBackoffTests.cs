using PromptFunctions.Core.Webhooks;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Webhooks;

public sealed class WebhookBackoffTests
{
    private static readonly WebhookRecord Webhook = SampleWebhooks.Webhook();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 30)]
    [InlineData(3, 120)]
    [InlineData(4, 600)]
    [InlineData(5, 1800)]
    [InlineData(6, 3600)]
    [InlineData(100, 3600)]
    public void Pauses_grow_to_an_hour_give_or_take_a_tenth(int failures, double seconds)
    {
        Assert.Equal(seconds, WebhookBackoff.After(failures, 0.5).TotalSeconds, 6);
        Assert.Equal(seconds * 0.9, WebhookBackoff.After(failures, 0).TotalSeconds, 6);
        Assert.Equal(seconds * 1.1, WebhookBackoff.After(failures, 1).TotalSeconds, 6);
    }

    [Fact]
    public void An_event_that_is_never_taken_is_tried_some_thirty_times_and_given_up_after_a_day()
    {
        var (state, now, attempts) = (SampleWebhooks.State(Webhook), Noon, 0);
        var delivery = SampleWebhooks.Delivery(1);
        do
        {
            now = state.NextAttemptAt ?? now;
            state = state.Failed(Webhook, delivery, "It answered 500.", now, 0.5);
            attempts++;
        }
        while (!state.IsOver(delivery, now));

        Assert.Equal(Noon.AddHours(24), now);
        Assert.Equal(30, attempts);
        Assert.Equal((30, 30, Noon), (state.HeadAttempts, state.Failures, state.FailingSince));
    }

    [Fact]
    public void An_event_that_waited_for_a_day_is_not_given_up_at_its_first_failure()
    {
        var late = Noon.AddHours(30);
        var failed = SampleWebhooks.State(Webhook).Failed(Webhook, SampleWebhooks.Delivery(1), "It answered 500.", late, 0.5);

        Assert.False(failed.IsOver(SampleWebhooks.Delivery(1), late));
        Assert.True(failed.IsOver(SampleWebhooks.Delivery(1), late.AddHours(24)));
    }

    [Fact]
    public void Pauses_are_the_receivers_and_attempts_the_events()
    {
        var state = SampleWebhooks.State(Webhook);
        for (var i = 0; i < 6; i++) state = state.Failed(Webhook, SampleWebhooks.Delivery(1), "It answered 500.", Noon, 0.5);

        var next = state.Failed(Webhook, SampleWebhooks.Delivery(2), "It answered 500.", Noon.AddHours(25), 0.5);

        Assert.Equal((1, Noon.AddHours(26)), (next.HeadAttempts, next.NextAttemptAt));
    }

    [Fact]
    public void A_delivery_ends_the_pauses()
    {
        var failed = SampleWebhooks.State(Webhook).Failed(Webhook, SampleWebhooks.Delivery(1), "It answered 500.", Noon, 0.5);

        var delivered = failed.Delivered(Noon.AddMinutes(1));

        Assert.Equal((0, null, null, Noon.AddMinutes(1)), (delivered.Failures, delivered.FailingSince, delivered.NextAttemptAt, delivered.LastDeliveredAt));
        Assert.Equal("It answered 500.", delivered.LastFailure!.Error);
    }

    [Fact]
    public void Who_sees_to_a_webhook_has_it_tried_at_once_and_from_the_beginning()
    {
        var state = SampleWebhooks.State(Webhook);
        for (var i = 0; i < 6; i++) state = state.Failed(Webhook, SampleWebhooks.Delivery(1), "It answered 500.", Noon, 0.5);
        Assert.Equal(Noon.AddHours(1), state.DueAt(Webhook));

        var changed = Webhook with { UpdatedAt = Noon.AddMinutes(5) };
        var replayed = Webhook with { Replay = new("01ARYZ6S41TSV4RRFFQ69G5FAV", Noon.AddMinutes(5), null) };

        Assert.All([changed, replayed], webhook => Assert.Null(state.DueAt(webhook)));
        var again = state.Failed(changed, SampleWebhooks.Delivery(1), "It answered 500.", Noon.AddMinutes(6), 0.5);
        Assert.Equal((1, Noon.AddMinutes(6), 7), (again.Failures, again.FailingSince, again.HeadAttempts));
    }

    [Fact]
    public void A_replay_means_what_died_before_it_and_what_it_names()
    {
        var letter = new DeadLetter(SampleWebhooks.Delivery(1), Noon, 29, "It answered 500.");

        Assert.True(new WebhookReplay("x", Noon, null).Means(letter));
        Assert.True(new WebhookReplay("x", Noon, [letter.Delivery.EventId]).Means(letter));
        Assert.False(new WebhookReplay("x", Noon, ["another"]).Means(letter));
        Assert.False(new WebhookReplay("x", Noon.AddTicks(-1), null).Means(letter));
    }
}
