using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptFunctions.Bench.Servers;

/// <summary>The least that ASP.NET Core does for an answer of some bytes.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string bodyFile)
    {
        var body = await File.ReadAllBytesAsync(bodyFile);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/api/prompts/{name}/resolve", async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await app.StartAsync();
        return await ServerConsole.ServeAsync(new Uri(app.Urls.First()));
    }
}
