using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptFunctions.LocalHost.Http;

/// <summary>Kestrel with the Functions host's limits, and nothing on a request's way but routing.</summary>
internal static class FunctionsServer
{
    private const long MaxRequestBytes = 100 * 1024 * 1024;

    // Less than the five seconds that the command line has to end in.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    public static void AddFunctionsServer(this WebApplicationBuilder builder, IPAddress address, int port)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Listen(address, port);
        });
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning) // two lines a request otherwise
            .AddConfiguration(builder.Configuration.GetSection("Logging"));
    }
}
