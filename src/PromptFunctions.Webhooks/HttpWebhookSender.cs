using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Webhooks;

/// <summary>Sends events by HTTP. An answer's status is all that counts: redirects are not followed, bodies are not read.</summary>
internal sealed class HttpWebhookSender : IWebhookSender, IDisposable
{
    private const int DrainedBytes = 4096;

    private static readonly ProductInfoHeaderValue Product = new("PromptFunctions", typeof(HttpWebhookSender).Assembly.GetName().Version!.ToString(2));

    private readonly WebhookTargets targets;
    private readonly TimeSpan timeout;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    /// <summary>Makes a sender.</summary>
    public HttpWebhookSender(WebhookTargets targets, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (this.targets, timeout, this.clock) = (targets, options.Value.Timeout, clock);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            // Receivers are strangers: what this request belongs to is none of their business.
            ActivityHeadersPropagator = null,
            ConnectCallback = (context, cancellation) => targets.ConnectAsync(context.DnsEndPoint, cancellation),
            // A certificate names addresses too, of its issuers and of their lists: nobody asks there. A receiver sends its whole chain.
            SslOptions = new() { CertificateChainPolicy = new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck } },
            // An address is checked when a connection is made.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseDrainSize = DrainedBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc/>
    public Task RequireAllowedAsync(Uri url, CancellationToken cancellationToken) => targets.RequireAllowedAsync(url, cancellationToken);

    /// <inheritdoc/>
    public async Task<WebhookAnswer> SendAsync(WebhookRecord webhook, string type, string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var url = new Uri(webhook.Url);
        if (!targets.IsAllowed(url)) return new(null, "Its address is not https.");
        using var patience = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = Request(webhook.Secret, url, type, id, body);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new((int)response.StatusCode, response.IsSuccessStatusCode ? null : $"It answered {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(null, string.Create(CultureInfo.InvariantCulture, $"It did not answer within {timeout.TotalSeconds:0.#} s."));
        }
        catch (HttpRequestException e) when (e.InnerException is TargetRefusedException refused)
        {
            return new(null, refused.Message);
        }
        catch (HttpRequestException e)
        {
            return new(null, $"It cannot be reached: {e.HttpRequestError}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Request(string secret, Uri url, string type, string id, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secret, clock.GetUtcNow(), body.Span));
        request.Headers.Add("X-PromptFunctions-Event", type);
        request.Headers.Add("X-PromptFunctions-Delivery", id);
        return request;
    }
}
