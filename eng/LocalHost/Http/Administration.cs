using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptFunctions.LocalHost.Timers;

namespace PromptFunctions.LocalHost.Http;

/// <summary>The Functions host's own routes.</summary>
internal static class Administration
{
    /// <summary>Settings under this key say which process has a timer that this one has not (<c>--split</c>).</summary>
    public const string ForwardSection = "LocalHost:Forward";

    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("admin/host/status", context => context.Response.WriteAsJsonAsync(new { state = "Running" }));
        routes.MapPost("admin/functions/{name}", RunTimerAsync);
    }

    private static async Task RunTimerAsync(HttpContext context)
    {
        var name = (string)context.GetRouteValue("name")!;
        var services = context.RequestServices;
        if (services.GetRequiredService<TimerScheduler>().TryTrigger(name))
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        else if (services.GetRequiredService<IConfiguration>()[$"{ForwardSection}:{name}"] is { } other)
            context.Response.StatusCode = await ForwardAsync(new Uri(other), context);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static async Task<int> ForwardAsync(Uri process, HttpContext context)
    {
        using var client = new HttpClient();
        using var response = await client.PostAsync(new Uri(process, context.Request.Path), content: null, context.RequestAborted);
        return (int)response.StatusCode;
    }
}
