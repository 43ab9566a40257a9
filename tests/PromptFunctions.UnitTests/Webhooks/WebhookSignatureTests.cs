using System.Text;
using PromptFunctions.Core.Webhooks;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Webhooks;

public sealed class WebhookSignatureTests
{
    // The expected values are Python's: hmac.new(secret, b"1893499200." + body, hashlib.sha256).hexdigest()
    [Theory]
    [InlineData("a secret of the receiver", """{"type":"ping","text":"héllo"}""", "8fe633f12afe900789a4f92e644ef596b3e2bda9f38022c6169ab248e93bd545")]
    [InlineData("schlüssel-0123456", "", "2f5ad6ae75cf82fed14ebe53ef8370de6d7c486548045c511db7c4aa455d79dc")]
    public void A_signature_is_the_hmac_over_the_time_and_the_body(string secret, string body, string expected)
    {
        var sent = Noon.AddMilliseconds(999);

        Assert.Equal(1893499200, sent.ToUnixTimeSeconds());
        Assert.Equal($"t=1893499200,v1={expected}", WebhookSignature.Of(secret, sent, Encoding.UTF8.GetBytes(body)));
    }
}
