using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Webhooks;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Webhooks;

public sealed class PutWebhookRequestTests
{
    private static readonly PutWebhookRequest Good = new() { Url = "https://hooks.example/in?key=1", Secret = SampleWebhooks.Secret };

    [Fact]
    public void A_new_webhook_is_told_of_everything_unless_it_says_otherwise()
    {
        Assert.Equal(new Uri(Good.Url!), Good.Validate());
        var webhook = Good.ApplyTo(null, "p", "w", "ann", Noon);

        Assert.Equal((Good.Url, Good.Secret, true, "ann", Noon), (webhook.Url, webhook.Secret, webhook.Enabled, webhook.CreatedBy, webhook.CreatedAt));
        Assert.Equal(Enum.GetValues<WebhookEventType>(), webhook.Events);
        var few = (Good with { Events = [WebhookEventType.RolloutStep, WebhookEventType.VersionCreated, WebhookEventType.RolloutStep] }).ApplyTo(null, "p", "w", "ann", Noon);
        Assert.Equal([WebhookEventType.VersionCreated, WebhookEventType.RolloutStep], few.Events);
    }

    [Fact]
    public void What_is_left_out_stays()
    {
        var old = SampleWebhooks.Webhook("w", WebhookEventType.RolloutStep) with { Description = "tells the team", Enabled = false, StoreTag = "tag" };

        var same = new PutWebhookRequest().ApplyTo(old, "p", "w", "bob", Noon.AddDays(1));
        var enabled = new PutWebhookRequest { Enabled = true }.ApplyTo(old, "p", "w", "bob", Noon.AddDays(1));

        Assert.True(old.AsksTheSame(same));
        Assert.Equal((old.Key, "ann", Noon, Noon.AddDays(1), "tag"), (same.Key, same.CreatedBy, same.CreatedAt, same.UpdatedAt, same.StoreTag));
        Assert.False(old.AsksTheSame(enabled));
        Assert.Equal(old.Secret, enabled.Secret);
        Assert.False(old.AsksTheSame(new PutWebhookRequest { Secret = "another secret of it" }.ApplyTo(old, "p", "w", "bob", Noon)));
    }

    [Fact]
    public void A_new_webhook_needs_an_address_and_a_secret()
    {
        var problem = Assert.Throws<ProblemException>(() => new PutWebhookRequest().ApplyTo(null, "p", "w", "ann", Noon));

        Assert.Equal(["url", "secret"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("hooks.example/in")]
    [InlineData("/in")]
    [InlineData("ftp://hooks.example/in")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:word@hooks.example/in")]
    [InlineData("https://user@hooks.example/in")]
    [InlineData("https://hooks.example/in#part")]
    [InlineData("https://")]
    [InlineData("")]
    public void An_address_that_is_none_is_refused(string url) =>
        Assert.Equal(["url"], Assert.Throws<ProblemException>(() => (Good with { Url = url }).Validate()).Errors!.Keys);

    [Fact]
    public void What_is_too_long_or_too_short_is_refused()
    {
        Assert.Equal(["url"], Errors(Good with { Url = "https://hooks.example/" + new string('a', 2_048) }));
        Assert.Equal(["secret"], Errors(Good with { Secret = new string('s', 15) }));
        Assert.Equal(["secret"], Errors(Good with { Secret = new string('s', 257) }));
        Assert.Equal(["events"], Errors(Good with { Events = [] }));
        Assert.Null((Good with { Url = null, Secret = new string('s', 256) }).Validate());

        static IEnumerable<string> Errors(PutWebhookRequest request) => Assert.Throws<ProblemException>(() => request.Validate()).Errors!.Keys;
    }

    [Fact]
    public void Neither_the_body_nor_the_webhook_shows_its_secret_as_a_text()
    {
        Assert.DoesNotContain(SampleWebhooks.Secret, $"{Good} {SampleWebhooks.Webhook()} {new StoredWebhook(SampleWebhooks.Webhook(), SampleWebhooks.State(SampleWebhooks.Webhook()))}", StringComparison.Ordinal);
    }
}
