using Azure.Data.Tables;
using PromptFunctions.Core.Webhooks;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;
using PromptFunctions.Storage.Webhooks;
using PromptFunctions.UnitTests.Webhooks;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Storage.Webhooks;

public sealed class DeliveryRowTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public void An_event_is_read_as_it_was_written_waiting_and_given_up(int bytes)
    {
        var delivery = SampleWebhooks.Delivery(7) with { Body = Enumerable.Range(0, bytes).Select(i => (byte)i).ToArray(), DueAt = Noon.AddTicks(1) };
        var letter = new DeadLetter(delivery, Noon.AddDays(1), 29, "It answered 500.");

        var (waiting, dead) = (DeliveryRow.Read(DeliveryRow.Write(delivery)), DeliveryRow.ReadDead(DeliveryRow.Write(letter)));

        Assert.Equal(delivery with { Body = default }, waiting with { Body = default });
        Assert.Equal(delivery.Body.ToArray(), waiting.Body.ToArray());
        Assert.Equal(letter with { Delivery = waiting }, dead with { Delivery = waiting });
    }

    [Fact]
    public void Rows_sort_as_the_events_happened()
    {
        long[] places = [1, 9, 10, 1_000_000, long.MaxValue];

        var keys = places.Select(place => DeliveryRow.Write(SampleWebhooks.Delivery(place)).RowKey).ToList();

        Assert.Equal(keys, keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_most_events_of_one_change_fit_its_transaction_with_all_that_it_may_have_besides()
    {
        // 4 types for 10 webhooks, each with the longest reason, and one of them with the most guardrails.
        var usual = Enumerable.Range(0, 30).Select(i => SampleWebhooks.Delivery(i) with { Body = new byte[6_000] });
        var breaches = Enumerable.Range(30, 10).Select(i => SampleWebhooks.Delivery(i) with { Body = new byte[60_000] });

        Assert.InRange(usual.Concat(breaches).Sum(one => EntitySize.InRequest(DeliveryRow.Write(one))), 1, EntitySize.MaximumTransaction / 2);
    }

    [Fact]
    public void The_rows_of_one_webhook_are_never_among_those_of_another()
    {
        foreach (var other in new[] { "a", "a-b", "a.b", "a0", "a_b", "aa", "ab" })
        {
            if (other != "a") Assert.False(RowKeys.Webhook(other).StartsWith(RowKeys.WebhookRows("a"), StringComparison.Ordinal));
            Assert.True(string.CompareOrdinal(RowKeys.Webhook(other), RowKeys.RemovedWebhooks) < 0);
        }
    }

    [Fact]
    public void A_webhook_and_its_state_are_read_as_they_were_written()
    {
        var webhook = SampleWebhooks.Webhook() with { Description = "tells the team", Replay = new("01ARYZ6S41TSV4RRFFQ69G5FAV", Noon, ["x"]) };
        var state = SampleWebhooks.State(webhook).Failed(webhook, SampleWebhooks.Delivery(3), "It answered 500.", Noon.AddTicks(7), 0.3) with { Lease = new("me", Noon.AddMinutes(1)) };

        var read = WebhookRow.Read(Stored(WebhookRow.Write(webhook)));

        Assert.True(webhook.AsksTheSame(read));
        Assert.Equal((webhook.Key, "tag"), (read.Key, read.StoreTag));
        Assert.Equal(webhook.Replay with { Ids = null }, read.Replay! with { Ids = null });
        Assert.Equal(state with { StoreTag = "tag" }, WebhookStateRow.Read(Stored(WebhookStateRow.Write(state))));
    }

    private static TableEntity Stored(TableEntity row)
    {
        row.ETag = new("tag");
        return row;
    }
}
