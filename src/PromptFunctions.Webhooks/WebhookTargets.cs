using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Webhooks;

namespace PromptFunctions.Webhooks;

/// <summary>Knows where webhooks may lead, and connects only there.</summary>
internal sealed class WebhookTargets(IOptions<WebhookOptions> options, TimeProvider clock)
{
    private const string NeedsHttps = "must be an https address.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly bool allowsAll = options.Value.AllowPrivateTargets;

    /// <summary>Checks an address that is to be set; 400 where it leads to what is not public. A name that is not known yet may be one day, and is checked whenever something is sent.</summary>
    public async Task RequireAllowedAsync(Uri url, CancellationToken cancellationToken)
    {
        if (allowsAll) return;
        if (!IsAllowed(url)) throw ProblemException.Invalid("url", NeedsHttps);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await ResolveAsync(url.IdnHost, either.Token);
        }
        catch (TargetRefusedException e)
        {
            throw ProblemException.Invalid("url", $"leads to an address that is not public ({WebhookOptions.Section}:{nameof(WebhookOptions.AllowPrivateTargets)} would allow it): {e.Message}");
        }
        catch (Exception e) when (e is SocketException or ArgumentException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return; // The name cannot be looked up now.
        }
    }

    /// <summary>Whether an address may be sent to as far as it can be told from itself.</summary>
    public bool IsAllowed(Uri url) => allowsAll || url.Scheme == Uri.UriSchemeHttps;

    /// <summary>Connects to the very addresses that were checked, so that a name that means something else a moment later does not help.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        SocketException? failure = null;
        foreach (var address in await ResolveAsync(target.Host, cancellationToken))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, target.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                failure = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw failure ?? new SocketException((int)SocketError.HostNotFound);
    }

    // One address that is not public is enough: a name that has both is not what it seems.
    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        return allowsAll || addresses.All(PublicAddresses.Contains) ? addresses : throw new TargetRefusedException();
    }
}
