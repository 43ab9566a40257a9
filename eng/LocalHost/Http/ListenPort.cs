using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace PromptFunctions.LocalHost.Http;

/// <summary>Whether the port is there to listen on.</summary>
internal static class ListenPort
{
    /// <summary>Asked before anything is started, because a host that fails to start logs a page.</summary>
    public static void EnsureFree(IPAddress address, int port)
    {
        try
        {
            using var probe = new TcpListener(address, port);
            probe.Start();
        }
        catch (SocketException e)
        {
            throw new LocalHostException(
                e.SocketErrorCode == SocketError.AddressAlreadyInUse ? Taken(address, port) : $"Cannot listen on {address}:{port}: {e.Message}", e);
        }
    }

    /// <summary>What to say when another process took the port in between; null for any other failure.</summary>
    public static LocalHostException? Explain(Exception failure, IPAddress address, int port) =>
        failure is IOException { InnerException: AddressInUseException } ? new LocalHostException(Taken(address, port), failure) : null;

    private static string Taken(IPAddress address, int port) => $"Port {port} of {address} is taken: stop what listens there, or choose another --port.";
}
